/** The next figure of 1, 2 or 5 and noughts, at or above: what the top of a chart stands for. */
export function topOf(most: number): number {
  if (most <= 0) return 1
  const nought = 10 ** Math.floor(Math.log10(most))
  const step = [1, 2, 5, 10].find((one) => one * nought >= most) ?? 10
  return step * nought
}
