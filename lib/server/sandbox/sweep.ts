import 'server-only'
import type { Clock } from '#lib/server/clock.ts'
import { FILE_LIFE_MS } from './print-task.ts'
import type { TaskFiles } from './task-files.ts'
import type { TaskStore } from './task-store.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/** Finished tasks can be asked about for 7 days, cancelled ones for one (contract.md §3.1). */
const RECORD_LIFE_MS = 7 * DAY_MS
const CANCELLED_LIFE_MS = DAY_MS

/** How often the sweep looks, at most; signed addresses expire to the second without it. */
const PERIOD_MS = 60_000

/** Forgets what is too old to be asked for. Called on every access; the returned function does its work once a minute. */
export function createSweep({
  store,
  files,
  now,
}: {
  store: TaskStore
  files: TaskFiles
  now: Clock
}): () => Promise<void> {
  let sweptAt = Number.NEGATIVE_INFINITY
  return async () => {
    const time = now()
    if (time < sweptAt + PERIOD_MS) return
    sweptAt = time
    const forgotten = store.idsToForget(time - RECORD_LIFE_MS, time - CANCELLED_LIFE_MS)
    store.transaction(() => forgotten.forEach((id) => store.remove(id)))
    store.forgetTries(time - RECORD_LIFE_MS)
    const emptied = store.takeOldFiles(time - FILE_LIFE_MS)
    await Promise.all(forgotten.map((id) => files.remove(id)))
    await Promise.all(emptied.map((id) => files.removeResults(id)))
  }
}
