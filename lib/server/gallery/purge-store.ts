import 'server-only'
import type { Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { PurgeRow } from '#lib/server/database/gallery-tables.ts'
import type { Tables } from '#lib/server/database/tables.ts'

/** The SQL of `purges`, and of the bin that they empty. */

export interface BinnedRow {
  id: string
  team_id: string
  clip_media_id: string | null
  last_frame_media_id: string | null
}

const BINNED = ['id', 'team_id', 'clip_media_id', 'last_frame_media_id'] as const

/** What was thrown away before a moment and has not been purged, the longest first. */
export function findOverdue(executor: Executor, before: number, limit: number): Promise<BinnedRow[]> {
  return executor
    .selectFrom('generations')
    .select(BINNED)
    .where('deleted_at', '<', before)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('purges')
            .select('generation_id')
            .whereRef('purges.generation_id', '=', 'generations.id'),
        ),
      ),
    )
    .orderBy('deleted_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Purged ones whose files somebody still used, in the order of their ids. */
export function findKept(executor: Executor, after: string, limit: number): Promise<BinnedRow[]> {
  return executor
    .selectFrom('generations')
    .select(BINNED)
    .where('id', 'in', (purges) =>
      purges
        .selectFrom('purges')
        .select('generation_id')
        .where('state', '=', 'kept')
        .where('generation_id', '>', after),
    )
    .orderBy('id')
    .limit(limit)
    .execute()
}

export function findRemoving(executor: Executor, limit: number): Promise<PurgeRow[]> {
  return executor
    .selectFrom('purges')
    .selectAll()
    .where('state', '=', 'removing')
    .orderBy('generation_id')
    .limit(limit)
    .execute()
}

/** Writes each anew under its generation. */
export async function keepPurges(transaction: Transaction<Tables>, rows: readonly PurgeRow[]): Promise<void> {
  if (rows.length === 0) return
  await transaction
    .insertInto('purges')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('generation_id').doUpdateSet((expression) => ({
        state: expression.ref('excluded.state'),
        files: expression.ref('excluded.files'),
      })),
    )
    .execute()
}

export async function closePurge(executor: Executor, generationId: string): Promise<void> {
  await executor
    .updateTable('purges')
    .set({ state: 'done', files: '[]' })
    .where('generation_id', '=', generationId)
    .where('state', '=', 'removing')
    .execute()
}

/** Which of these have left the bin for good. */
export async function purgedAmong(executor: Executor, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await executor
    .selectFrom('purges')
    .select('generation_id')
    .where('generation_id', 'in', ids)
    .execute()
  return new Set(rows.map(({ generation_id: id }) => id))
}

/** From now on these have no files. */
export async function letGoOfFiles(transaction: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await transaction
    .updateTable('generations')
    .set({ clip_media_id: null, last_frame_media_id: null })
    .where('id', 'in', ids)
    .execute()
}

/** Which of these files are the clip or the last frame of some generation. */
export async function ownedAmong(
  executor: Executor,
  mediaIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (mediaIds.length === 0) return new Set()
  const owned = new Set<string>()
  for (const column of ['clip_media_id', 'last_frame_media_id'] as const) {
    const rows = await executor
      .selectFrom('generations')
      .select(column)
      .where(column, 'in', mediaIds)
      .execute()
    for (const row of rows) owned.add(row[column] ?? '')
  }
  return owned
}
