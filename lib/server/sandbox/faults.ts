import 'server-only'

/**
 * Faults on demand: words in a prompt that make the sandbox misbehave the way real services do. They are taken out of
 * the prompt before anything is drawn. The README prints this table.
 */
export const FAULTS = [
  {
    name: 'refuse',
    argument: 'none',
    sentence: 'The create is refused with 400 InputTextSensitiveContentDetected; no task exists.',
  },
  {
    name: '429',
    argument: 'count',
    sentence: 'The create is put off with 429 and a Retry-After of one second; no task exists.',
  },
  {
    name: '500',
    argument: 'count',
    sentence: 'The create answers 500 InternalServiceError; no task exists.',
  },
  {
    name: 'drop',
    argument: 'count',
    sentence: 'The task is created, then the connection is dropped without an answer.',
  },
  {
    name: 'drop-before',
    argument: 'count',
    sentence: 'The connection is dropped without an answer and without a task.',
  },
  {
    name: 'fail',
    argument: 'code',
    sentence: 'The task runs and then fails with the given code, InternalServiceError if none is given.',
  },
  { name: 'expire', argument: 'none', sentence: 'The task runs and then expires instead of succeeding.' },
  {
    name: 'slow',
    argument: 'seconds',
    sentence: 'The task runs that many seconds longer (60 if none are given), whatever SANDBOX_SPEED says.',
  },
  {
    name: 'stall',
    argument: 'none',
    sentence: 'The task runs without any progress until execution_expires_after has passed, then expires.',
  },
  {
    name: 'truncated',
    argument: 'count',
    sentence: 'The video answers 200 with only the first half of the file, and a Content-Length that agrees.',
  },
  {
    name: 'cut-off',
    argument: 'count',
    sentence: 'The download of the video breaks off half-way.',
  },
  {
    name: 'wrong-type',
    argument: 'count',
    sentence: 'The video address answers 200 with an HTML page.',
  },
  { name: 'dead-address', argument: 'count', sentence: 'The video address answers 404.' },
] as const satisfies readonly FaultRow[]

interface FaultRow {
  name: string
  /** `count`: that many times, always if none is given. For the video's faults it counts downloads. */
  argument: 'none' | 'count' | 'code' | 'seconds'
  sentence: string
}

export type FaultName = (typeof FAULTS)[number]['name']

/** Argument by name of the fault; `undefined` where the directive stood alone. */
export type Faults = Partial<Record<FaultName, string | null>>

const ARGUMENTS = { none: /^$/, count: /^\d{1,6}$/, seconds: /^\d{1,6}$/, code: /^[A-Za-z][\w.]{0,120}$/ }

/**
 * Takes the directives out of a prompt. A word that is no directive (`#sunset`) stays. `wrong` is the first directive
 * whose argument makes no sense, for a refusal that names it.
 */
export function takeFaults(prompt: string): { prompt: string; faults: Faults; wrong?: string } {
  const faults: Faults = {}
  let wrong: string | undefined
  const rest = prompt.replace(
    /(^|\s)#([a-z0-9-]+)(?::(\S*))?(?=\s|$)/g,
    (whole, before: string, word: string, argument?: string) => {
      const row = FAULTS.find((fault) => fault.name === word)
      if (row === undefined) return whole
      if (argument !== undefined && !ARGUMENTS[row.argument].test(argument)) wrong ??= whole.trim()
      faults[row.name] = argument ?? null
      return before === '' ? '' : ' '
    },
  )
  const clean = Object.keys(faults).length === 0 ? prompt : rest.replace(/[ \t]{2,}/g, ' ').trim()
  return wrong === undefined ? { prompt: clean, faults } : { prompt: clean, faults, wrong }
}

/** Whether a fault strikes on the `attempt`th time (1 for the first): always without a count. */
export function strikes(faults: Faults, name: FaultName, attempt: number): boolean {
  const argument = faults[name]
  if (argument === undefined) return false
  return argument === null || attempt <= Number(argument)
}

/** Seconds that `#slow` adds to a task's run. */
export function extraSeconds(faults: Faults): number {
  if (faults.slow === undefined) return 0
  return Number(faults.slow ?? 60)
}
