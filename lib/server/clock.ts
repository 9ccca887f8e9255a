import 'server-only'

/** Epoch ms. Passed in wherever a rule needs the time, so that tests move it. */
export type Clock = () => number

export const DAY_MS = 86_400_000

/** 0 <= n < 1. Passed in wherever jitter or choice is needed. */
export type Random = () => number

/** One line of the server's log, already without secrets. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields?: Record<string, string | number>,
) => void
