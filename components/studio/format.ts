/** Times, sizes and money as people read them. Durations come in milliseconds unless the name says seconds. */
import { defineWords, LOCALES, type Language } from '#lib/language/language.ts'

export type Currency = 'CNY' | 'USD'

const NUMBERS = {
  plain: {},
  tenths: { maximumFractionDigits: 1 },
  cents: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  percent: { style: 'percent', maximumFractionDigits: 0 },
  compact: { notation: 'compact', maximumFractionDigits: 1 },
  compactHundredths: { notation: 'compact', maximumFractionDigits: 2 },
  CNY: { style: 'currency', currency: 'CNY' },
  USD: { style: 'currency', currency: 'USD' },
} as const satisfies Record<string, Intl.NumberFormatOptions>

/** The units are our own: in Chinese Intl leaves out the space between digits and characters that the rest of the page has. */
const WORDS = defineWords({
  en: {
    seconds: (count: string) => `${count} s`,
    minutes: (count: string) => `${count} min`,
    minutesAndSeconds: (minutes: string, seconds: string) => `${minutes} min ${seconds} s`,
    hours: (count: string) => `${count} h`,
    justNow: 'just now',
    minutesAgo: (count: string) => `${count} min ago`,
    hoursAgo: (count: string) => `${count} h ago`,
    about: (time: string) => `about ${time}`,
    fromTo: (from: string, to: string) => `${from} to ${to}`,
    list: (items: readonly string[]) =>
      items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`,
    /** Both ¥ and $ are understood alone. */
    currencyDisplay: 'narrowSymbol' as 'narrowSymbol' | 'symbol',
  },
  zh: {
    seconds: (count) => `${count} 秒`,
    minutes: (count) => `${count} 分钟`,
    minutesAndSeconds: (minutes, seconds) => `${minutes} 分 ${seconds} 秒`,
    hours: (count) => `${count} 小时`,
    justNow: '刚刚',
    minutesAgo: (count) => `${count} 分钟前`,
    hoursAgo: (count) => `${count} 小时前`,
    about: (time) => `约 ${time}`,
    fromTo: (from, to) => `${from}到 ${to}`,
    list: (items) => items.join('、'),
    currencyDisplay: 'symbol',
  },
})

/** Intl objects are slow to make (tens of microseconds each) and a list of takes needs the same few all the time. */
const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

function numberFormat(kind: keyof typeof NUMBERS, language: Language): Intl.NumberFormat {
  const key = language + kind
  const made =
    numberFormats.get(key) ??
    new Intl.NumberFormat(LOCALES[language], {
      ...NUMBERS[kind],
      currencyDisplay: WORDS[language].currencyDisplay,
    })
  numberFormats.set(key, made)
  return made
}

/** 12,345 */
export function number(value: number, language: Language): string {
  return numberFormat('plain', language).format(value)
}

/** 45%, for a part of one. */
export function percent(part: number, language: Language): string {
  return numberFormat('percent', language).format(part)
}

/** 0:07, 1:42, 1:02:09: a running clock, the same in every language. */
export function clock(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000))
  const rest = String(total % 60).padStart(2, '0')
  const minutes = Math.floor(total / 60) % 60
  const hours = Math.floor(total / 3600)
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/** 8 s, 1 min 20 s, 3 h: for a sentence. */
export function span(milliseconds: number, language: Language): string {
  const words = WORDS[language]
  const whole = Math.max(0, Math.round(milliseconds / 1000))
  if (whole < 60) return words.seconds(number(whole, language))
  const minutes = Math.floor(whole / 60)
  if (minutes >= 60) return words.hours(number(Math.round(minutes / 60), language))
  const rest = whole % 60
  return minutes >= 5 || rest === 0
    ? words.minutes(number(Math.round(whole / 60), language))
    : words.minutesAndSeconds(number(minutes, language), number(rest, language))
}

/** 40 s to 2 min; about 40 s where both ends read the same. */
export function spanRange({ from, to }: { from: number; to: number }, language: Language): string {
  const [low, high] = [span(from, language), span(to, language)]
  return low === high ? WORDS[language].about(high) : WORDS[language].fromTo(low, high)
}

/** 5 s, 7.2 s: the length of a file. */
export function seconds(value: number, language: Language): string {
  return WORDS[language].seconds(numberFormat('tenths', language).format(value))
}

/** just now, 4 min ago, 3 h ago, 12 Nov; the year only where it is another. */
export function ago(then: number, now: number, language: Language): string {
  const words = WORDS[language]
  const minutes = Math.floor((now - then) / 60_000)
  if (minutes < 1) return words.justNow
  if (minutes < 60) return words.minutesAgo(number(minutes, language))
  if (minutes < 24 * 60) return words.hoursAgo(number(Math.floor(minutes / 60), language))
  return date(then, language, new Date(then).getFullYear() !== new Date(now).getFullYear())
}

/** 12 Nov, 12 Nov 2026; 2026年11月12日 */
export function date(time: number, language: Language, withYear: boolean): string {
  const key = `${language} ${withYear}`
  const made =
    dateFormats.get(key) ??
    new Intl.DateTimeFormat(LOCALES[language], {
      day: 'numeric',
      month: 'short',
      ...(withYear && { year: 'numeric' }),
    })
  dateFormats.set(key, made)
  return made.format(time)
}

/** 820 KB, 4.2 MB (decimal, as file managers show them) */
export function fileSize(bytes: number, language: Language): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${number(Math.round(bytes / 1000), language)} KB`
  const megabytes = bytes / 1_000_000
  return megabytes < 10
    ? `${numberFormat('tenths', language).format(megabytes)} MB`
    : `${number(Math.round(megabytes), language)} MB`
}

/** ¥1.20 in both languages; dollars are $ in English and US$ in Chinese. */
export function money(amount: number, currency: Currency, language: Language): string {
  return numberFormat(currency, language).format(amount)
}

/** One figure where both ends are the same to the cent, else the range. */
export function moneyRange(min: number, max: number, currency: Currency, language: Language): string {
  const [low, high] = [money(min, currency, language), money(max, currency, language)]
  return low === high ? low : `${low}–${numberFormat('cents', language).format(max)}`
}

/** 9,999, 108.9 K, 1.23 M; 10.9 万: tokens. */
export function tokens(count: number, language: Language): string {
  if (count < 10_000) return number(count, language)
  const kind = count < 1_000_000 ? 'compact' : 'compactHundredths'
  return (
    numberFormat(kind, language)
      .formatToParts(count)
      // British English would write a million as m, which is a thousandth on a page full of units.
      .map(({ type, value }) => (type === 'compact' ? ` ${value.toUpperCase()}` : value))
      .join('')
  )
}

export function tokenRange(min: number, max: number, language: Language): string {
  const [low, high] = [tokens(min, language), tokens(max, language)]
  return low === high ? high : `${low}–${high}`
}

/** a, b and c; a、b、c */
export function list(items: readonly string[], language: Language): string {
  return WORDS[language].list(items)
}
