import 'server-only'
import type { Random } from '#lib/server/clock.ts'

export interface RetryPace {
  /** Milliseconds after the first failure. */
  first: number
  /** Milliseconds; the delay doubles up to here. */
  most: number
}

export const SEND_PACE: RetryPace = { first: 2000, most: 120_000 }
export const SAVE_PACE: RetryPace = { first: 2000, most: 300_000 }
export const SETTLE_PACE: RetryPace = { first: 2000, most: 300_000 }
export const LIST_PACE: RetryPace = { first: 2000, most: 60_000 }

/**
 * Milliseconds to wait after the `attempt`-th failure (1 for the first): doubling, then between half and the whole of it by
 * chance, so that what failed together does not come back together.
 */
export function retryDelay(attempt: number, pace: RetryPace, random: Random): number {
  const whole = Math.min(pace.most, pace.first * 2 ** Math.min(Math.max(attempt, 1) - 1, 30))
  return Math.round(whole / 2 + (whole / 2) * random())
}

const SECOND = 1000
const MINUTE = 60 * SECOND

/** Most clips take one to ten minutes; what is older than an hour waits in a long queue or on the half-price tier. */
const CHECK_STEPS = [
  { youngerThan: 2 * MINUTE, delay: 2 * SECOND },
  { youngerThan: 15 * MINUTE, delay: 5 * SECOND },
  { youngerThan: 60 * MINUTE, delay: 15 * SECOND },
  { youngerThan: 6 * 60 * MINUTE, delay: 30 * SECOND },
] as const

/** Milliseconds until a running task of that age (ms since the provider took it) is looked at again. */
export function checkDelay(age: number): number {
  return CHECK_STEPS.find(({ youngerThan }) => age < youngerThan)?.delay ?? 60 * SECOND
}
