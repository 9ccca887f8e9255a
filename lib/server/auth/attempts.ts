import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import type { Clock } from '#lib/server/clock.ts'

export interface AttemptLimit {
  /** Wrong ones of one key (an account, a link) within a window. */
  perKey: number
  /** Wrong ones of everybody together within a window. */
  overall: number
  /** Milliseconds. */
  windowMs: number
}

export interface Attempts {
  /** Throws AppError `rate_limited` where too many were wrong lately; nobody is locked out for longer than a window. */
  require(key: string): void
  countWrong(key: string): void
  /** Both at once, before what was given is looked at: that takes a while for passwords, and guesses that come together are counted too. */
  take(key: string): void
  /** What was taken was not wrong. */
  giveBack(key: string): void
  /** The right one was given: what was wrong before no longer counts. */
  forget(key: string): void
}

/** Keys that are remembered; the oldest goes first. Made-up ones cost no more memory than this. */
const MOST_KEYS = 10_000

/** Wrong passwords and links, counted in this process. */
export function createAttempts(clock: Clock, { perKey, overall, windowMs }: AttemptLimit): Attempts {
  const wrong = new Map<string, { window: number; count: number }>()
  const windowNow = () => Math.floor(clock() / windowMs)
  const countOf = (key: string) => {
    const entry = wrong.get(key)
    return entry?.window === windowNow() ? entry.count : 0
  }
  const add = (key: string) => {
    const count = countOf(key) + 1
    wrong.delete(key)
    wrong.set(key, { window: windowNow(), count })
    const [oldest] = wrong.keys()
    if (wrong.size > MOST_KEYS && oldest !== undefined) wrong.delete(oldest)
  }
  const require = (key: string) => {
    if (countOf(`key ${key}`) < perKey && countOf('overall') < overall) return
    const minutes = Math.max(1, Math.ceil(((windowNow() + 1) * windowMs - clock()) / 60_000))
    throw new AppError('rate_limited', {
      en: `Too many wrong tries. Nothing was changed; try again in ${minutes} min.`,
      zh: `错误尝试次数过多。没有任何改动，请在 ${minutes} 分钟后再试。`,
    })
  }
  const countWrong = (key: string) => {
    add(`key ${key}`)
    add('overall')
  }
  return {
    require,
    countWrong,
    take(key) {
      require(key)
      countWrong(key)
    },
    giveBack(key) {
      for (const name of [`key ${key}`, 'overall']) {
        const entry = wrong.get(name)
        if (entry && entry.count > 0) entry.count -= 1
      }
    },
    forget: (key) => void wrong.delete(`key ${key}`),
  }
}
