/** What somebody wrote, with or without marks between thousands. Null: nothing; undefined: no figure of so many digits behind the point. */
export function readFigure(text: string, digits: number): number | null | undefined {
  const plain = text.replaceAll(/[\s,，’']/g, '')
  if (plain === '') return null
  const figure = Number(plain)
  if (!/^\d+(\.\d+)?$/.test(plain) || !Number.isFinite(figure)) return undefined
  return Number(figure.toFixed(digits)) === figure ? figure : undefined
}
