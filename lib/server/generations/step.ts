import 'server-only'
import { type GenerationEvent, nextState } from '#lib/generation/lifecycle.ts'
import type { Clock, Log, Random } from '#lib/server/clock.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import type { InFlightLimits } from './free-places.ts'
import { postpone, writeOutcome } from './generation-lease-store.ts'
import type { HintAddress } from './hints.ts'
import type { GenerationPatch } from './generation-store.ts'
import type { MediaReader, ReferenceDelivery, ResultSaver } from './media-access.ts'

/** What every step of the worker is given, and the one way in which a step's outcome is written. */
export interface StepContext extends InFlightLimits {
  database: Database
  clock: Clock
  random: Random
  log: Log
  provider: VideoProvider
  media: MediaReader
  delivery: ReferenceDelivery
  results: ResultSaver
  /** Where the provider may say that there is news of a generation; undefined: nowhere. */
  hintAddress?: HintAddress | undefined
  /** Aborted when the worker stops. */
  signal: AbortSignal
}

/** What a step found out about one claimed generation. */
export interface Outcome {
  row: GenerationRow
  /** What people get to see of it; absent where nothing that they see has changed. */
  change?: GenerationPatch
  /** When to look again, epoch ms; null: never by itself. */
  dueAt: number | null
}

/**
 * The change that an event makes; attempts are counted anew in each state, but not on the way between queued and submitting,
 * which is one effort. Throws where the lifecycle has no such event: that is a mistake in a step, and the row stays as it is.
 */
export function transition(
  row: GenerationRow,
  event: GenerationEvent,
  patch: GenerationPatch,
): GenerationPatch {
  const state = nextState(row.state, event)
  if (state === undefined) throw new Error(`A ${row.state} generation knows no event ${event}`)
  const isSameEffort = event === 'sent' || event === 'deferred'
  return { state, ...(isSameEffort ? {} : { attempts: 0 }), ...patch }
}

/** The change that ends a generation without a clip. */
export function ending(
  row: GenerationRow,
  event: GenerationEvent,
  problem: string,
  now: number,
): GenerationPatch {
  return transition(row, event, { problem, finished_at: now, phase: null, progress: null })
}

/**
 * Writes what a step found in one transaction, and ends the leases. Changes share one change number, so a step must not handle more rows
 * than a page of changes holds. Returns the ids of changes that were not written because the lease was lost.
 */
export async function writeOutcomes(
  context: Pick<StepContext, 'database' | 'clock'>,
  owner: string,
  outcomes: readonly Outcome[],
): Promise<string[]> {
  const now = context.clock()
  const lost: string[] = []
  await context.database.transaction(async (transaction) => {
    const isSeen = outcomes.some(({ change }) => change !== undefined)
    const version = isSeen ? await nextChange(transaction) : 0
    for (const { row, change, dueAt } of outcomes) {
      if (change === undefined) continue
      const held = { id: row.id, owner, state: row.state }
      const due = { at: dueAt, now, cancelSeen: row.cancel_requested }
      if (!(await writeOutcome(transaction, held, { ...change, version, updated_at: now }, due)))
        lost.push(row.id)
    }
    for (const group of groupUnchanged(outcomes)) {
      await postpone(
        transaction,
        { ids: group.ids, owner },
        { at: group.at, now, cancelSeen: group.cancelSeen },
      )
    }
  })
  return lost
}

interface UnchangedGroup {
  ids: string[]
  at: number | null
  cancelSeen: number
}

function groupUnchanged(outcomes: readonly Outcome[]): Iterable<UnchangedGroup> {
  const groups = new Map<string, UnchangedGroup>()
  for (const { row, change, dueAt } of outcomes) {
    if (change !== undefined) continue
    const key = `${dueAt} ${row.cancel_requested}`
    const group = groups.get(key) ?? { ids: [], at: dueAt, cancelSeen: row.cancel_requested }
    group.ids.push(row.id)
    groups.set(key, group)
  }
  return groups.values()
}
