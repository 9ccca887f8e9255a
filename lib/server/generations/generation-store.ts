import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import { sql, type SqlBool, type Transaction } from 'kysely'
import type { GenerationState } from '#lib/generation/generation.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { inSight, isSeen, wasInSight } from '#lib/server/database/in-sight.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'

/**
 * SQL on generations: what people read and change. What the worker claims and writes is in generation-lease-store.ts; the
 * table's name stands in these two files only. No rule of the lifecycle lives in either: every write names the state that it
 * expects, and says whether it found it.
 */
export type GenerationPatch = Partial<
  Omit<GenerationRow, 'id' | 'team_id' | 'project_id' | 'shot_id' | 'take' | 'author_id' | 'created_at'>
>

export async function insertGenerations(
  transaction: Transaction<Tables>,
  rows: readonly GenerationRow[],
): Promise<void> {
  await transaction.insertInto('generations').values(rows).execute()
}

/** Undefined where it is removed or another team's. */
export function findGeneration(
  executor: Executor,
  sight: Sight,
  id: string,
): Promise<GenerationRow | undefined> {
  return executor
    .selectFrom('generations')
    .selectAll()
    .where('id', '=', id)
    .where(inSight(sight))
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
}

/** Those that exist and are the team's, removed ones too, in any order. */
export async function findManyGenerations(
  executor: Executor,
  sight: Sight,
  ids: readonly string[],
): Promise<GenerationRow[]> {
  if (ids.length === 0) return []
  return executor.selectFrom('generations').selectAll().where('id', 'in', ids).where(isSeen(sight)).execute()
}

/** What a press with these keys made before, in order, removed ones too. */
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
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** In order, without removed ones. */
export function listBatch(executor: Executor, sight: Sight, batchId: string): Promise<GenerationRow[]> {
  return executor
    .selectFrom('generations')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where(inSight(sight))
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export interface Page {
  sight: Sight
  projectId?: string
  /** Only what is older than this one. */
  before?: { createdAt: number; id: string }
  limit: number
}

/** Newest first, without removed ones. */
export function listGenerations(executor: Executor, page: Page): Promise<GenerationRow[]> {
  const { sight, projectId, before, limit } = page
  return executor
    .selectFrom('generations')
    .selectAll()
    .where(inSight(sight))
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

/** Which of these clips belong to generations that were removed. */
export async function findRemovedClips(
  executor: Executor,
  sight: Sight,
  clipIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (clipIds.length === 0) return new Set()
  const rows = await executor
    .selectFrom('generations')
    .select('clip_media_id')
    .where(inSight(sight))
    .where('clip_media_id', 'in', clipIds)
    .where('deleted_at', 'is not', null)
    .execute()
  return new Set(rows.flatMap(({ clip_media_id: id }) => id ?? []))
}

/** In order of change, removed ones too: numbers above `after`, up to and including `upTo`. */
export function listChanged(
  executor: Executor,
  range: { sight: Sight; after: number; upTo: number; limit?: number },
): Promise<GenerationRow[]> {
  return executor
    .selectFrom('generations')
    .selectAll()
    .where(wasInSight(range.sight))
    .where('version', '>', range.after)
    .where('version', '<=', range.upTo)
    .orderBy('version')
    .$if(range.limit !== undefined, (query) => query.limit(range.limit ?? 0))
    .execute()
}

/** In order of change over all teams, removed ones too: what comes after this number and, within the number, this id. */
export function listChangedOfAll(
  executor: Executor,
  after: { version: number; generation_id: string },
  limit: number,
): Promise<GenerationRow[]> {
  return executor
    .selectFrom('generations')
    .selectAll()
    .where(sql<SqlBool>`(version, id) > (${after.version}, ${after.generation_id})`)
    .orderBy('version')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export type FinishedRow = Pick<
  GenerationRow,
  'recipe' | 'mode' | 'submitted_at' | 'started_at' | 'finished_at'
>

/** What succeeded at this provider, newest first, removed ones too: how long they took stays true. */
export function listFinished(executor: Executor, provider: string, limit: number): Promise<FinishedRow[]> {
  return executor
    .selectFrom('generations')
    .select(['recipe', 'mode', 'submitted_at', 'started_at', 'finished_at'])
    .where('provider', '=', provider)
    .where('state', '=', 'succeeded')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
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

/** What people say of them, whatever their state; no lease is touched. The caller knows that they are the team's. */
export async function judgeGenerations(
  transaction: Transaction<Tables>,
  ids: readonly string[],
  patch: Pick<GenerationPatch, 'rating' | 'pick' | 'deleted_at'> & { version: number; updated_at: number },
): Promise<void> {
  await transaction.updateTable('generations').set(patch).where('id', 'in', ids).execute()
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
