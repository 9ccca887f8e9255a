import 'server-only'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { Clock, Log } from '#lib/server/clock.ts'
import { certainOutcome } from './certain-outcome.ts'
import { createRenderQueue } from './render-queue.ts'
import type { RenderClip } from './render-task.ts'
import type { TaskFiles } from './task-files.ts'
import type { SandboxTask } from './task-row.ts'
import type { TaskStore } from './task-store.ts'

/** Moves tasks from state to state: by the clock, by the model's parallel limit and by the one renderer. */
export interface Runner {
  /** Does everything that is due. Cheap when nothing is. */
  tick(): void
  /** Something changed outside: look at everything at the next tick. */
  wake(): void
  start(): void
  /** Ends the render under way, which begins anew after the next start. */
  stop(): Promise<void>
  /** 0 … 100: the smaller of what the pace and the renderer have done. */
  progress(task: SandboxTask): number
  /** Resolves when no render is under way. */
  rendered(): Promise<void>
}

/** The longest that the timer sleeps; a clock that was set back then does no lasting harm. */
const LONGEST_SLEEP_MS = 60_000

export function createRunner(options: {
  store: TaskStore
  files: TaskFiles
  render: RenderClip
  now: Clock
  log: Log
  unlimited?: boolean | undefined
}): Runner {
  const { store, now } = options
  const concurrency = (model: string) =>
    options.unlimited ? Number.MAX_SAFE_INTEGER : modelOrLoosest(model).model.concurrency
  let nextDue = 0
  let timer: NodeJS.Timeout | undefined
  let isStarted = false
  const renderer = createRenderQueue(options, () => {
    nextDue = 0
    tick()
  })

  function tick(): void {
    const time = now()
    if (time < nextDue) return
    store.transaction(() => {
      expireOverdue(store, time)
      // What ends at once makes room for what waits, until nothing moves any more.
      while (finishDue(store, time) + startDue(store, time, concurrency) > 0);
    })
    nextDue = findNextDue(store, concurrency)
    renderer.next()
    schedule()
  }

  function schedule(): void {
    clearTimeout(timer)
    if (!isStarted) return
    timer = setTimeout(tick, Math.min(LONGEST_SLEEP_MS, Math.max(0, nextDue - now())))
    timer.unref()
  }

  return {
    tick,
    wake() {
      nextDue = 0
    },
    start() {
      isStarted = true
      renderer.start()
      nextDue = 0
      tick()
    },
    async stop() {
      isStarted = false
      clearTimeout(timer)
      await renderer.stop()
    },
    progress(task) {
      if (task.status !== 'running') return task.status === 'succeeded' ? 100 : 0
      const byPace = task.runMs === 0 ? 1 : (now() - (task.startedAt ?? now())) / task.runMs
      const byWork = task.outcome === null ? renderer.part(task.id) : 1
      return Math.max(0, Math.min(99, Math.floor(100 * Math.min(byPace, byWork))))
    },
    rendered: () => renderer.idle(),
  }
}

function expireOverdue(store: TaskStore, time: number): void {
  for (const task of store.overdue(time)) {
    store.update(task.id, { status: 'expired', updatedAt: time, finishedAt: time })
  }
}

function finishDue(store: TaskStore, time: number): number {
  const done = store.finishable(time)
  for (const task of done) {
    const status =
      task.outcome?.bytes !== undefined ? 'succeeded' : task.outcome?.error ? 'failed' : 'expired'
    store.update(task.id, { status, updatedAt: time, finishedAt: time })
  }
  return done.length
}

type Concurrency = (model: string) => number

function startDue(store: TaskStore, time: number, concurrency: Concurrency): number {
  let started = 0
  const running = store.countRunning()
  for (const model of store.firstDue().keys()) {
    const free = concurrency(model) - (running.get(model) ?? 0)
    for (const task of free > 0 ? store.startable(model, time, free) : []) {
      started += 1
      const outcome = certainOutcome(task)
      const change = {
        status: 'running',
        updatedAt: time,
        startedAt: time,
        dueAt: time + task.runMs,
      } as const
      store.update(task.id, outcome === undefined ? change : { ...change, outcome })
    }
  }
  return started
}

/** When a tick would find something to do; what waits for the renderer or for a free place is not counted. */
function findNextDue(store: TaskStore, concurrency: Concurrency): number {
  const running = store.countRunning()
  const free = [...store.firstDue()].filter(([model]) => (running.get(model) ?? 0) < concurrency(model))
  return Math.min(
    store.nextExpiry() ?? Number.POSITIVE_INFINITY,
    store.nextEnd() ?? Number.POSITIVE_INFINITY,
    ...free.map(([, dueAt]) => dueAt),
  )
}
