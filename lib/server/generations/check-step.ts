import 'server-only'
import type { Task } from '#lib/seedance/task.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { ProviderError } from '#lib/server/providers/video-provider.ts'
import { ownProblem } from './generation-problem.ts'
import { LIST_PACE, retryDelay } from './retry-delay.ts'
import { ending, type Outcome, type StepContext } from './step.ts'
import { lookAgain, outcomeOfTask } from './task-outcome.ts'

/** A task so young may be missing from a provider's reads though it exists. */
const SETTLING_IN_MS = 60_000
/** Single looks at one time, for providers without a list and for what a list does not hold. */
const LOOKS_AT_ONCE = 8

/** Looks at running generations: one list call for all where the provider has it, cancelling first what is to be cancelled. */
export async function check(context: StepContext, rows: readonly GenerationRow[]): Promise<Outcome[]> {
  const cancelled = await mapSome(rows.filter(wantsCancel), (row) => cancel(context, row))
  const ended = cancelled.filter((outcome) => outcome !== undefined)
  const done = new Set(ended.map(({ row }) => row.id))
  return [
    ...ended,
    ...(await lookAt(
      context,
      rows.filter(({ id }) => !done.has(id)),
    )),
  ]
}

function wantsCancel(row: GenerationRow): boolean {
  return row.cancel_requested === 1
}

async function lookAt(context: StepContext, rows: readonly GenerationRow[]): Promise<Outcome[]> {
  const { provider, clock, log } = context
  if (rows.length === 0) return []
  if (provider.checkMany === undefined) return mapSome(rows, (row) => lookAtOne(context, row))
  try {
    const tasks = await provider.checkMany(rows.map(taskIdOf))
    return await mapSome(rows, (row) => {
      const task = tasks.get(taskIdOf(row))
      // A list can be filtered in ways we don't know (tier, age): only the task's own address says that it is gone.
      return task === undefined ? lookAtOne(context, row) : found(row, task, clock())
    })
  } catch (error) {
    log('warn', 'tasks could not be listed', { tasks: rows.length, cause: messageOf(error) })
    return rows.map((row) => troubled(context, row, error))
  }
}

async function lookAtOne(context: StepContext, row: GenerationRow): Promise<Outcome> {
  const { provider, clock, log } = context
  try {
    return found(row, await provider.check(taskIdOf(row)), clock())
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'not_found') return forgotten(row, clock())
    log('warn', 'a task could not be read', { generation: row.id, cause: messageOf(error) })
    return troubled(context, row, error)
  }
}

/** A cancellation that the provider has not taken yet leaves its reason on view until the end. */
function found(row: GenerationRow, task: Task, now: number): Outcome {
  const outcome = outcomeOfTask(row, task, now)
  if (row.cancel_requested === 0 || outcome.change?.state !== undefined) return outcome
  const change = { ...outcome.change, cancel_requested: 0, problem: ownProblem('operation_not_possible') }
  return { ...outcome, change }
}

function forgotten(row: GenerationRow, now: number): Outcome {
  if (now - (row.submitted_at ?? now) < SETTLING_IN_MS) return lookAgain(row, now)
  return {
    row,
    change: ending(row, 'provider_forgot_task', ownProblem('provider_forgot_task'), now),
    dueAt: null,
  }
}

/** The provider does not answer: every row waits a little longer each time, and never forgets its task. */
function troubled({ clock, random }: StepContext, row: GenerationRow, error: unknown): Outcome {
  const asked = error instanceof ProviderError ? (error.retryAfterMs ?? 0) : 0
  const now = clock()
  const usual = (lookAgain(row, now).dueAt ?? now) - now
  return lookAgain(row, now, Math.max(asked, usual, retryDelay(2, LIST_PACE, random)))
}

/** Undefined: the provider did not take it (any more); a look at the task says what becomes of it. */
async function cancel(context: StepContext, row: GenerationRow): Promise<Outcome | undefined> {
  const { provider, clock, log } = context
  if (provider.cancel === undefined) return undefined
  try {
    await provider.cancel(taskIdOf(row))
    const change = ending(row, 'provider_cancelled', ownProblem('cancelled_at_provider'), clock())
    return { row, change, dueAt: null }
  } catch (error) {
    const isRefusal =
      error instanceof ProviderError && (error.kind === 'refused' || error.kind === 'not_found')
    if (isRefusal) return undefined
    log('warn', 'a cancellation could not be sent', { generation: row.id, cause: messageOf(error) })
    return troubled(context, row, error)
  }
}

function taskIdOf(row: GenerationRow): string {
  return row.provider_task_id ?? ''
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown'
}

/** In order, a few at a time. */
async function mapSome<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result | Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let start = 0; start < items.length; start += LOOKS_AT_ONCE)
    results.push(...(await Promise.all(items.slice(start, start + LOOKS_AT_ONCE).map(work))))
  return results
}
