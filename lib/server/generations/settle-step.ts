import 'server-only'
import type { Task } from '#lib/seedance/task.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { LIST_TOO_SHORT, ownProblem } from './generation-problem.ts'
import { ownedTasks } from './generation-lease-store.ts'
import { retryDelay, SETTLE_PACE } from './retry-delay.ts'
import { ending, type Outcome, type StepContext, transition } from './step.ts'
import { phaseOf } from './task-outcome.ts'

/** Before that a task may not stand in the provider's list yet. */
export const FIRST_PROOF_AFTER_MS = 120_000
export const SECOND_PROOF_AFTER_MS = 60_000
/** How far the provider's clock may be behind ours. */
const CLOCK_SKEW_MS = 5 * 60_000
/** The provider lists the last 7 days (contract.md §3.1). */
const HORIZON_MS = 7 * 24 * 60 * 60_000

interface Listing {
  tasks: Task[]
  complete: boolean
  /** Epoch ms. */
  begunAt: number
  endedAt: number
}

/**
 * Generations whose answer was lost, all against one listing. A task is adopted only on an identity that the provider echoes, among
 * tasks that no generation owns. Proven absent are those that are missing from two complete listings 60 s apart, the first at least
 * 120 s after sending. Anything less waits, and in the end a person decides.
 */
export async function settle(context: StepContext, rows: readonly GenerationRow[]): Promise<Outcome[]> {
  const { provider, clock } = context
  const lookable = rows.filter((row) => row.identity !== '' && clock() - sentAtOf(row) < HORIZON_MS)
  const others = rows.filter((row) => !lookable.includes(row))
  const listing = lookable.length > 0 ? await list(context, lookable) : undefined
  const free = listing === undefined ? [] : await freeTasks(context, listing.tasks)
  const taken = new Set<string>()
  const outcomes = lookable.map((row) => {
    const task = pick(
      provider,
      row,
      free.filter(({ id }) => !taken.has(id)),
    )
    if (task === undefined) return notFound(context, row, listing)
    taken.add(task.id)
    return adopted(row, task, clock())
  })
  return [...outcomes, ...others.map((row) => leaveToPerson(row))]
}

async function list(
  { provider, clock, log }: StepContext,
  rows: readonly GenerationRow[],
): Promise<Listing | undefined> {
  if (provider.find === undefined) return undefined
  const begunAt = clock()
  try {
    const found = await provider.find(Math.min(...rows.map(sentAtOf)) - CLOCK_SKEW_MS)
    return { ...found, begunAt, endedAt: clock() }
  } catch (error) {
    log('warn', 'the provider’s list could not be read', {
      cause: error instanceof Error ? error.message : '',
    })
    return undefined
  }
}

async function freeTasks({ database, provider }: StepContext, tasks: readonly Task[]): Promise<Task[]> {
  const owned = new Set<string>()
  const ids = tasks.map(({ id }) => id)
  // SQLite takes at most 32,766 values in one statement, PostgreSQL 65,535.
  for (let start = 0; start < ids.length; start += 1000) {
    for (const id of await ownedTasks(database.db, provider.name, ids.slice(start, start + 1000)))
      owned.add(id)
  }
  return tasks.filter(({ id }) => !owned.has(id))
}

const ENDED_BADLY: readonly string[] = ['failed', 'cancelled', 'expired']

/** An id of ours is echoed for one sending and its repetitions; a seed also by chance, so that it must be the only one. */
function pick(provider: VideoProvider, row: GenerationRow, free: readonly Task[]): Task | undefined {
  const fits = free.filter(
    (task) =>
      echoOf(provider, task) === row.identity &&
      (task.createdAt ?? Infinity) >= sentAtOf(row) - CLOCK_SKEW_MS,
  )
  if (provider.identity === 'seed') return fits.length === 1 ? fits[0] : undefined
  return fits.find(({ status }) => !ENDED_BADLY.includes(status)) ?? fits[0]
}

function echoOf(provider: VideoProvider, task: Task): string | undefined {
  if (provider.identity === 'safety_identifier') return task.safetyIdentifier
  return provider.identity === 'seed' ? task.seed?.toString() : undefined
}

function adopted(row: GenerationRow, task: Task, now: number): Outcome {
  const change = transition(row, 'adopted', {
    provider_task_id: task.id,
    submitted_at: task.createdAt ?? row.sent_at ?? now,
    phase: phaseOf(task),
    problem: null,
    absent_since: null,
  })
  return { row, change, dueAt: now }
}

function notFound(context: StepContext, row: GenerationRow, listing: Listing | undefined): Outcome {
  const now = context.clock()
  const first = sentAtOf(row) + FIRST_PROOF_AFTER_MS
  const again = now + retryDelay(row.attempts, SETTLE_PACE, context.random)
  if (listing?.complete !== true) return { row, dueAt: again }
  if (row.absent_since === null) {
    if (listing.begunAt < first) return { row, dueAt: Math.min(again, Math.max(first, now + 1)) }
    return { row, change: { absent_since: listing.endedAt }, dueAt: listing.endedAt + SECOND_PROOF_AFTER_MS }
  }
  const second = row.absent_since + SECOND_PROOF_AFTER_MS
  return listing.begunAt < second ? { row, dueAt: second } : provenAbsent(row, now)
}

/** Nothing was started, so it may be sent again; not where somebody has cancelled it meanwhile. */
function provenAbsent(row: GenerationRow, now: number): Outcome {
  const change = transition(row, 'proven_absent', {
    problem: ownProblem('proven_absent'),
    sent_at: null,
    absent_since: null,
  })
  if (row.cancel_requested === 0) return { row, change, dueAt: now }
  const problem = ownProblem('cancelled_before_sending')
  return {
    row,
    change: { ...change, ...ending({ ...row, state: 'queued' }, 'cancelled_before_sending', problem, now) },
    dueAt: null,
  }
}

function leaveToPerson(row: GenerationRow): Outcome {
  return { row, change: { problem: ownProblem('send_unconfirmed', { advice: LIST_TOO_SHORT }) }, dueAt: null }
}

function sentAtOf(row: GenerationRow): number {
  return row.sent_at ?? row.created_at
}
