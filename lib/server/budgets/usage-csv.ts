import 'server-only'
import { DAY_MS } from '#lib/server/clock.ts'
import type { UsageGroup } from './usage-store.ts'

/** A month's usage as RFC 4180 has it, with the mark that makes spreadsheets read it as UTF-8. */
export function usageCsv(groups: readonly UsageGroup[]): string {
  const lines = groups.map(
    ({ day, project, person, model, token, tokens, currency, money, clips, failures }) => [
      new Date(day * DAY_MS).toISOString().slice(0, 10),
      project,
      person,
      model,
      token,
      tokens,
      money.toFixed(4),
      currency,
      clips,
      failures,
    ],
  )
  return `\uFEFF${[HEAD, ...lines].map((line) => line.map(cellOf).join(',')).join('\r\n')}\r\n`
}

const HEAD = [
  'day (UTC)',
  'project',
  'person',
  'model',
  'API token',
  'tokens',
  'money',
  'currency',
  'clips',
  'failures',
]

/** Spreadsheets run what begins like a formula, also behind blanks and quotes: an apostrophe makes it text. */
function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
