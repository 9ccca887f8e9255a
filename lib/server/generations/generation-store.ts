import 'server-only'
import { type Expression, sql, type SqlBool, type Transaction } from 'kysely'
import type { GenerationState } from '#lib/generation/generation.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'

/**
 * All SQL on generations: first what people read and change, then what the worker claims and writes. No rule of the lifecycle lives
 * here; every write names the state (and the lease) that it expects, and says whether it found it.
 */
export type GenerationPatch = Partial<
  Omit<GenerationRow, 'id' | 'team_id' | 'project_id' | 'shot_id' | 'take' | 'author_id' | 'created_at'>
>

/** States whose tasks are, or may be, at the provider and count against its limit. */
const IN_FLIGHT: readonly GenerationState[] = ['submitting', 'uncertain', 'running']

/** States in which the worker has something to do. */
export const WORKING_STATES = ['queued', 'submitting', 'uncertain', 'running', 'saving'] as const
export type WorkingState = (typeof WORKING_STATES)[number]

export async function insertGenerations(
  transaction: Transaction<Tables>,
  rows: readonly GenerationRow[],
): Promise<void> {
  await transaction.insertInto('generations').values(rows).execute()
}

/** Undefined where it is removed or another team's. */
export function findGeneration(
  executor: Executor,
  teamId: string,
  id: string,
): Promise<GenerationRow | undefined> {
  return executor
    .selectFrom('generations')
    .selectAll()
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
}

/** What a press with these keys made before, in order of takes, removed ones too. */
export function findByKeys(
  executor: Executor,
  teamId: string,
  keys: readonly string[],
): Promise<GenerationRow[]> {
  return executor
    .selectFrom('generations')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('idempotency_key', 'in', keys)
    .orderBy('take')
    .execute()
}

export interface Page {
  teamId: string
  projectId?: string
  /** Only what is older than this one. */
  before?: { createdAt: number; id: string }
  limit: number
}

/** Newest first, without removed ones. */
export function listGenerations(executor: Executor, page: Page): Promise<GenerationRow[]> {
  const { teamId, projectId, before, limit } = page
  return executor
    .selectFrom('generations')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('deleted_at', 'is', null)
    .$if(projectId !== undefined, (query) => query.where('project_id', '=', projectId ?? ''))
    .$if(before !== undefined, (query) =>
      query.where(sql<SqlBool>`(created_at, id) < (${before?.createdAt ?? 0}, ${before?.id ?? ''})`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** In order of change, removed ones too: numbers above `after`, up to and including `upTo`. */
export function listChanged(
  executor: Executor,
  range: { teamId: string; after: number; upTo: number; limit: number },
): Promise<GenerationRow[]> {
  return executor
    .selectFrom('generations')
    .selectAll()
    .where('team_id', '=', range.teamId)
    .where('version', '>', range.after)
    .where('version', '<=', range.upTo)
    .orderBy('version')
    .limit(range.limit)
    .execute()
}

/** A person's change, which ends any lease: its holder's write then finds nothing. Undefined: it was in none of `states` any more. */
export function changeIfIn(
  transaction: Transaction<Tables>,
  id: string,
  states: readonly GenerationState[],
  patch: GenerationPatch,
): Promise<GenerationRow | undefined> {
  return transaction
    .updateTable('generations')
    .set({ ...patch, lease_owner: null, lease_until: null })
    .where('id', '=', id)
    .where('state', 'in', states)
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

/** A wish for the worker, which leaves the lease alone: due at once, or as soon as the step at hand is written. */
export function requestCancel(
  transaction: Transaction<Tables>,
  wish: { id: string; states: readonly GenerationState[]; now: number; version: number },
): Promise<GenerationRow | undefined> {
  return transaction
    .updateTable('generations')
    .set((expression) => ({
      cancel_requested: 1,
      updated_at: wish.now,
      version: wish.version,
      due_at: expression
        .case()
        .when('lease_owner', 'is', null)
        .then(sql<number | null>`cast(${wish.now} as bigint)`)
        .else(expression.ref('due_at'))
        .end(),
    }))
    .where('id', '=', wish.id)
    .where('state', 'in', wish.states)
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

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
  lease: Lease
}

/**
 * Takes due generations whose lease is free or ran out, and counts the attempt, in one statement. What is claimed is due again when the
 * lease runs out, so a holder that dies loses nothing. On PostgreSQL rows that another claim holds are skipped, not waited for.
 */
export async function claim(database: Database, wanted: Claim): Promise<GenerationRow[]> {
  const { provider, state, now, dueBy, limit, lease } = wanted
  const rows = await database.db
    .with('picked', (db) =>
      db
        .selectFrom('generations')
        .select('id')
        .where('provider', '=', provider)
        .where('state', '=', state)
        .where('due_at', '<=', dueBy)
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

/** How many tasks are, or may be, at the provider. */
export async function countInFlight(executor: Executor, provider: string): Promise<number> {
  const { count } = await executor
    .selectFrom('generations')
    .select((expression) => expression.fn.countAll<number>().as('count'))
    .where('provider', '=', provider)
    .where('state', 'in', IN_FLIGHT)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function renewLeases(
  executor: Executor,
  owners: readonly string[],
  until: number,
): Promise<void> {
  if (owners.length === 0) return
  await executor
    .updateTable('generations')
    .set({ lease_until: until, due_at: until })
    .where('lease_owner', 'in', owners)
    .execute()
}

/** For a worker that stops. A call that is still out keeps its lease: nobody knows yet what came of it. */
export async function releaseLeases(
  executor: Executor,
  owners: readonly string[],
  now: number,
): Promise<void> {
  if (owners.length === 0) return
  await executor
    .updateTable('generations')
    .set({ lease_owner: null, lease_until: null, due_at: now })
    .where('lease_owner', 'in', owners)
    .where('state', '!=', 'submitting')
    .execute()
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
