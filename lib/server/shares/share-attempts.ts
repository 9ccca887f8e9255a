import 'server-only'
import type { Clock } from '#lib/server/clock.ts'

/**
 * How often something was tried within a window. In the memory of one process: several processes allow as many times more, which guesses at
 * 256 bits and at passwords of six characters can't make use of.
 */
export interface ShareAttempts {
  /** Counts one on every key, unless one of them has had enough: then none is, and the answer is false. */
  take(limits: readonly AttemptLimit[]): boolean
  /** It was none after all. */
  giveBack(limits: readonly AttemptLimit[]): void
  isExhausted(limit: AttemptLimit): boolean
}

export interface AttemptLimit {
  key: string
  most: number
}

const WINDOW_MS = 10 * 60_000
/** More keys than this, and the oldest windows are forgotten: memory stays small under any flood. */
const MOST_KEYS = 20_000

export function createShareAttempts(clock: Clock): ShareAttempts {
  const windows = new Map<string, { startedAt: number; count: number }>()
  const countOf = (key: string) => {
    const window = windows.get(key)
    return window && clock() - window.startedAt < WINDOW_MS ? window.count : 0
  }
  const add = (key: string) => {
    const count = countOf(key)
    if (count > 0) windows.set(key, { startedAt: windows.get(key)?.startedAt ?? clock(), count: count + 1 })
    else {
      windows.delete(key)
      windows.set(key, { startedAt: clock(), count: 1 })
    }
    const [oldest] = windows.keys()
    if (windows.size > MOST_KEYS && oldest !== undefined) windows.delete(oldest)
  }
  const isExhausted = ({ key, most }: AttemptLimit) => countOf(key) >= most
  return {
    isExhausted,
    take(limits) {
      if (limits.some(isExhausted)) return false
      for (const { key } of limits) add(key)
      return true
    },
    giveBack(limits) {
      for (const { key } of limits) {
        const window = windows.get(key)
        if (window && window.count > 0) window.count -= 1
      }
    },
  }
}
