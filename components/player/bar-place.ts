/** Where frames lie on the bar: each has a cell of it. */

export function frameAtX(bar: HTMLElement | null, clientX: number, frames: number): number {
  const box = bar?.getBoundingClientRect()
  if (!box || box.width === 0) return 0
  return Math.min(frames - 1, Math.max(0, Math.floor(((clientX - box.left) / box.width) * frames)))
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`
}
