import 'server-only'
import { type Expression, sql } from 'kysely'
import type { GenerationState } from '#lib/generation/generation.ts'
import { OWN_MAKERS } from '#lib/generation/made-here.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import type { GenerationPatch } from './generation-store.ts'

/**
 * SQL on generations: what the worker claims and writes. A claim is a lease; only its holder may write, and every write names the lease
 * and the state that it expects.
 */

/** States whose tasks are, or may be, at the provider and count against its limit. */
const IN_FLIGHT: readonly GenerationState[] = ['submitting', 'uncertain', 'running']

/** States in which the worker has something to do. */
export const WORKING_STATES = ['queued', 'submitting', 'uncertain', 'running', 'saving'] as const
export type WorkingState = (typeof WORKING_STATES)[number]

/** Unique for each claim, so that a holder whose lease ran out can't write over the next one, itself included. */
export interface Lease {
  owner: string
  /** Epoch ms. */
  until: number
}

export interface Claim {
  provider: string
  state: WorkingState
  now: number
  /** Also takes what is due up to here (epoch ms), where something is due at all. */
  dueBy: number
  limit: number
  /** Models that have no free place: theirs stay where they are. */
  exceptModels?: readonly string[]
  lease: Lease
}

/**
 * Takes due generations whose lease is free or ran out, and counts the attempt, in one statement. What is claimed is due again when the
 * lease runs out, so a holder that dies loses nothing. On PostgreSQL rows that another claim holds are skipped, not waited for.
 */
export async function claim(database: Database, wanted: Claim): Promise<GenerationRow[]> {
  const { provider, state, now, dueBy, limit, exceptModels = [], lease } = wanted
  const rows = await database.db
    .with('picked', (db) =>
      db
        .selectFrom('generations')
        .select('id')
        .where('provider', '=', provider)
        .where('state', '=', state)
        .$if(state === 'queued', (query) => query.where(UNINDEXED_DUE, '<=', dueBy))
        .$if(state !== 'queued', (query) => query.where('due_at', '<=', dueBy))
        .$if(exceptModels.length > 0, (query) => query.where('model', 'not in', exceptModels))
        .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
        .$if(state === 'queued', (query) => query.orderBy('created_at').orderBy('id'))
        .$if(state !== 'queued', (query) => query.orderBy('due_at'))
        .limit(limit)
        .$if(database.dialect === 'postgres', (query) => query.forUpdate().skipLocked()),
    )
    .updateTable('generations')
    .set((expression) => ({
      lease_owner: lease.owner,
      lease_until: lease.until,
      due_at: lease.until,
      attempts: expression('attempts', '+', 1),
    }))
    .where('id', 'in', (expression) => expression.selectFrom('picked').select('picked.id'))
    .returningAll()
    .execute()
  return rows.sort((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1))
}

/** Keeps SQLite from finding 10,000 due rows by date and sorting them (38 ms) where the oldest stand first in another index (0.1 ms). */
const UNINDEXED_DUE = sql<number>`+due_at`

/** When each state has work next (epoch ms); a state without any is absent. One index seek per state. */
export async function earliestDue(
  executor: Executor,
  provider: string,
): Promise<ReadonlyMap<WorkingState, number>> {
  const [first, ...others] = WORKING_STATES.map((state) =>
    executor
      .selectFrom('generations')
      .select((expression) => [
        expression.fn.min('due_at').as('due'),
        sql<WorkingState>`${sql.lit(state)}`.as('state'),
      ])
      .where('provider', '=', provider)
      .where('state', '=', state),
  )
  if (first === undefined) return new Map()
  const rows = await others.reduce((query, other) => query.unionAll(other), first).execute()
  return new Map(rows.flatMap(({ state, due }) => (due === null ? [] : [[state, Number(due)]])))
}

/** How many tasks are, or may be, at the provider, by model; models without any are absent. */
export async function countInFlight(
  executor: Executor,
  provider: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await executor
    .selectFrom('generations')
    .select((expression) => ['model', expression.fn.countAll<number>().as('count')])
    .where('provider', '=', provider)
    .where('state', 'in', IN_FLIGHT)
    .groupBy('model')
    .execute()
  return new Map(rows.map(({ model, count }) => [model, Number(count)]))
}

export interface Holding {
  owner: string
  ids: readonly string[]
}

/** One statement for each holding: ids are found by the primary key, owners by no index. */
export async function renewLeases(
  executor: Executor,
  holdings: readonly Holding[],
  until: number,
): Promise<void> {
  for (const { owner, ids } of holdings)
    await executor
      .updateTable('generations')
      .set({ lease_until: until, due_at: until })
      .where('id', 'in', ids)
      .where('lease_owner', '=', owner)
      .execute()
}

/** For a worker that stops. A call that is still out keeps its lease: nobody knows yet what came of it. */
export async function releaseLeases(
  executor: Executor,
  holdings: readonly Holding[],
  now: number,
): Promise<void> {
  for (const { owner, ids } of holdings)
    await executor
      .updateTable('generations')
      .set({ lease_owner: null, lease_until: null, due_at: now })
      .where('id', 'in', ids)
      .where('lease_owner', '=', owner)
      .where('state', '!=', 'submitting')
      .execute()
}

/**
 * Looks at a running task no later than at `at`; false where it is looked at by then as it is, or not at all. Whoever holds it is looking
 * just now.
 */
export async function hurryCheck(
  executor: Executor,
  { id, at }: { id: string; at: number },
): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable('generations')
    .set({ due_at: at })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('lease_owner', 'is', null)
    .where('due_at', '>', at)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export interface Held {
  id: string
  owner: string
  state: GenerationState
}

/** The lease holder's own write; keeps the lease. Undefined: the lease or the state was lost. */
export function writeHeld(
  executor: Executor,
  held: Held,
  patch: GenerationPatch,
): Promise<GenerationRow | undefined> {
  return executor
    .updateTable('generations')
    .set(patch)
    .where('id', '=', held.id)
    .where('lease_owner', '=', held.owner)
    .where('state', '=', held.state)
    .returningAll()
    .executeTakeFirst()
}

/** The lease holder's last write. A cancellation asked for meanwhile (`cancelSeen` is what the claim read) makes it due at `now`. */
export async function writeOutcome(
  executor: Executor,
  held: Held,
  patch: GenerationPatch,
  due: { at: number | null; now: number; cancelSeen: number },
): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable('generations')
    .set({ ...patch, lease_owner: null, lease_until: null, due_at: dueUnlessCancelled(due) })
    .where('id', '=', held.id)
    .where('lease_owner', '=', held.owner)
    .where('state', '=', held.state)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends the lease of rows about which nothing changed that people see; one statement for all that are due at the same time. */
export async function postpone(
  executor: Executor,
  held: { ids: readonly string[]; owner: string },
  due: { at: number | null; now: number; cancelSeen: number },
): Promise<void> {
  await executor
    .updateTable('generations')
    .set({ lease_owner: null, lease_until: null, due_at: dueUnlessCancelled(due) })
    .where('lease_owner', '=', held.owner)
    .where('id', 'in', held.ids)
    .execute()
}

function dueUnlessCancelled(due: {
  at: number | null
  now: number
  cancelSeen: number
}): Expression<number | null> {
  if (due.at === null) return sql<null>`null`
  return sql<number>`case when cancel_requested > ${due.cancelSeen} then cast(${due.now} as bigint) else cast(${due.at} as bigint) end`
}

/**
 * An answer that came after its lease had run out and others took it for lost. It names the task of this very sending (`sentAt`), so it is
 * a fact and no guess, and holds as long as nothing has been decided.
 */
export async function recordLateAnswer(
  executor: Executor,
  sending: { id: string; sentAt: number },
  patch: GenerationPatch,
): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable('generations')
    .set({ ...patch, lease_owner: null, lease_until: null })
    .where('id', '=', sending.id)
    .where('sent_at', '=', sending.sentAt)
    .where('state', 'in', ['submitting', 'uncertain'])
    .where('provider_task_id', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Which of the provider's tasks some generation owns already. */
export async function ownedTasks(
  executor: Executor,
  provider: string,
  taskIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (taskIds.length === 0) return new Set()
  const rows = await executor
    .selectFrom('generations')
    .select('provider_task_id')
    .where('provider', '=', provider)
    .where('provider_task_id', 'in', taskIds)
    .execute()
  return new Set(rows.flatMap(({ provider_task_id: id }) => (id === null ? [] : [id])))
}

/**
 * Work of providers that are not set up now gets `problem`, and work of `provider` loses it again. The states stay: with the provider set
 * up again it goes on where it was.
 */
export async function markOtherProviders(
  database: Database,
  mark: { provider: string; problem: string; now: number },
): Promise<void> {
  const { provider, problem, now } = mark
  await database.transaction(async (transaction) => {
    const version = await nextChange(transaction)
    const change = (patch: GenerationPatch) =>
      transaction
        .updateTable('generations')
        .set({ ...patch, version, updated_at: now })
        .where('state', 'in', WORKING_STATES)
    await change({ problem })
      .where('provider', 'not in', [provider, ...OWN_MAKERS])
      .where((where) => where.or([where('problem', 'is', null), where('problem', '!=', problem)]))
      .execute()
    await change({ problem: null }).where('provider', '=', provider).where('problem', '=', problem).execute()
  })
}
