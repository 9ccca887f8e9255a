/** Times, sizes and money as people read them. Durations come in milliseconds unless the name says seconds. */

const SYMBOLS = { CNY: '¥', USD: '$' } as const
export type Currency = keyof typeof SYMBOLS

/** 0:07, 1:42, 1:02:09: a running clock. */
export function clock(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000))
  const seconds = String(total % 60).padStart(2, '0')
  const minutes = Math.floor(total / 60) % 60
  const hours = Math.floor(total / 3600)
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
}

/** 8 s, 1 min 20 s, 3 h: for a sentence. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return `${Math.round(minutes / 60)} h`
  const rest = seconds % 60
  return minutes >= 5 || rest === 0 ? `${Math.round(seconds / 60)} min` : `${minutes} min ${rest} s`
}

/** 5 s, 7.2 s: the length of a file. */
export function seconds(value: number): string {
  return `${Number(value.toFixed(1))} s`
}

/** just now, 4 min ago, 3 h ago, 12 Nov */
export function ago(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`
  return new Date(then).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
}

/** 820 KB, 4.2 MB (decimal, as file managers show them) */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  const megabytes = bytes / 1_000_000
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`
}

export function money(amount: number, currency: Currency): string {
  return `${SYMBOLS[currency]}${amount.toFixed(2)}`
}

/** One figure where both ends are the same to the cent, else the range. */
export function moneyRange(min: number, max: number, currency: Currency): string {
  const [low, high] = [money(min, currency), money(max, currency)]
  return low === high ? low : `${low}–${high.slice(1)}`
}

/** 108.9 K, 1.2 M: tokens. */
export function tokens(count: number): string {
  if (count < 10_000) return String(count)
  return count < 1_000_000
    ? `${Number((count / 1000).toFixed(1))} K`
    : `${Number((count / 1_000_000).toFixed(2))} M`
}

export function tokenRange(min: number, max: number): string {
  const [low, high] = [tokens(min), tokens(max)]
  return low === high ? high : `${low}–${high}`
}

/** 40 s to 2 min; about 40 s where both ends read the same. */
export function spanRange({ from, to }: { from: number; to: number }): string {
  return span(from) === span(to) ? `about ${span(to)}` : `${span(from)} to ${span(to)}`
}
