/** The value below which `part` (0 … 1) of the samples lie; NaN without samples. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5)
}

/** Short enough to read, exact enough to compare. */
export function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

/** A Markdown table on standard output; the first row is its head. */
export function printTable(title: string, rows: readonly (readonly (string | number)[])[]): void {
  const lines = rows.map((row) => `| ${row.map((cell) => cellText(cell)).join(' | ')} |`)
  lines.splice(1, 0, `|${' --- |'.repeat(rows[0]?.length ?? 0)}`)
  console.log(`\n**${title}**\n\n${lines.join('\n')}`)
}

function cellText(cell: string | number): string {
  return typeof cell === 'number' ? round(cell) : cell
}
