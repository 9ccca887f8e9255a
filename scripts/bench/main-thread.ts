import type { Browser, Page } from 'playwright'
import * as z from 'zod/mini'

/** What the page's main thread did between two marks that the page set. Times in ms. */
export interface MainThread {
  /** CPU: what else the machine does changes it little. */
  cpu: number
  /** By the clock, with the waits for a free core. */
  wall: number
  /** CPU of kinds of work: 'Layout', 'Paint', 'FunctionCall' … An outer kind counts what lies within it. */
  kinds: ReadonlyMap<string, number>
}

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'blink.user_timing',
  'toplevel',
  'v8',
]

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  /** Microseconds. */
  ts: z.number(),
  dur: z.optional(z.number()),
  tdur: z.optional(z.number()),
})
type TraceEvent = z.infer<typeof eventSchema>

export const START_MARK = 'bench-start'
export const END_MARK = 'bench-end'

/** `work` sets both marks in the page with performance.mark(). */
export async function traceMainThread(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<MainThread> {
  await browser.startTracing(page, { categories: CATEGORIES })
  await work()
  const trace: unknown = JSON.parse((await browser.stopTracing()).toString())
  const { traceEvents } = z.parse(z.object({ traceEvents: z.array(z.unknown()) }), trace)
  const events = traceEvents.flatMap((event) => {
    const read = z.safeParse(eventSchema, event)
    return read.success ? [read.data] : []
  })
  return within(events)
}

function within(events: readonly TraceEvent[]): MainThread {
  const start = events.find(({ name }) => name === START_MARK)
  const end = events.find(({ name }) => name === END_MARK)
  if (!start || !end) throw new Error('The page set no marks')
  const own = events.filter(
    ({ ph, pid, tid, ts }) =>
      ph === 'X' && pid === start.pid && tid === start.tid && ts >= start.ts && ts <= end.ts,
  )
  const kinds = new Map<string, number>()
  for (const { name, tdur = 0 } of own) kinds.set(name, (kinds.get(name) ?? 0) + tdur / 1000)
  const tasks = own.filter(({ name }) => name === 'RunTask')
  if (tasks.length === 0) throw new Error('The trace holds no tasks')
  return {
    cpu: tasks.reduce((sum, { tdur = 0 }) => sum + tdur / 1000, 0),
    wall: tasks.reduce((sum, { dur = 0 }) => sum + dur / 1000, 0),
    kinds,
  }
}
