/** Where an arrow key leads among cards in rows; undefined for other keys. At an edge the focus stays. Pure. */
export function placeInGrid(key: string, from: number, columns: number, count: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -from,
    End: count - 1 - from,
  }
  const step = steps[key]
  if (step === undefined) return undefined
  const to = from + step
  if (to >= 0 && to < count) return to
  // From a whole row into the last one, which may be shorter.
  const isRowBelow = key === 'ArrowDown' && Math.floor(from / columns) < Math.floor((count - 1) / columns)
  return isRowBelow ? count - 1 : from
}
