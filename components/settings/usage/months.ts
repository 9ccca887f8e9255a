import { type Language, LOCALES } from '#lib/language/language.ts'

/** From the last to the first, both included, as 2026-11. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  const numberOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  for (let number = numberOf(last); number >= numberOf(first); number -= 1)
    months.push(`${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`)
  return months
}

export function monthInWords(month: string, language: Language): string {
  return write(`${month}-01`, language, { month: 'long', year: 'numeric' })
}

/** Of a month as 2026-11. */
export function dayInWords(month: string, day: number, language: Language): string {
  return write(`${month}-${String(day).padStart(2, '0')}`, language, { month: 'short', day: 'numeric' })
}

function write(day: string, language: Language, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALES[language], { ...parts, timeZone: 'UTC' }).format(Date.parse(day))
}
