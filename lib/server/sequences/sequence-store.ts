import 'server-only'
import { inSight } from '#lib/server/database/in-sight.ts'
import type { Sight } from '#lib/access/principal.ts'
import { sql, type SqlBool, type Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { SequencePartRow, SequenceRow } from '#lib/server/database/sequence-tables.ts'
import type { Tables } from '#lib/server/database/tables.ts'

/** The SQL of `sequences` and `sequence_parts`. What is out of sight is not there. */

export async function insertSequence(transaction: Transaction<Tables>, row: SequenceRow): Promise<void> {
  await transaction.insertInto('sequences').values(row).execute()
}

export function findSequence(executor: Executor, sight: Sight, id: string): Promise<SequenceRow | undefined> {
  return executor
    .selectFrom('sequences')
    .selectAll()
    .where('id', '=', id)
    .where(inSight(sight))
    .executeTakeFirst()
}

/** In order. */
export function findParts(executor: Executor, sequenceId: string): Promise<SequencePartRow[]> {
  return executor
    .selectFrom('sequence_parts')
    .selectAll()
    .where('sequence_id', '=', sequenceId)
    .orderBy('position')
    .execute()
}

/** Five or six values each: far below what SQLite takes in one statement (32,766). */
const ROWS_AT_ONCE = 500

export async function replaceParts(
  transaction: Transaction<Tables>,
  sequenceId: string,
  rows: readonly SequencePartRow[],
): Promise<void> {
  await transaction.deleteFrom('sequence_parts').where('sequence_id', '=', sequenceId).execute()
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
    await transaction
      .insertInto('sequence_parts')
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .execute()
}

/** Whether it was there in this version: it has the next one then. */
export async function changeSequence(
  transaction: Transaction<Tables>,
  { id, version }: Pick<SequenceRow, 'id' | 'version'>,
  patch: Pick<SequenceRow, 'title' | 'updated_at'>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('sequences')
    .set({ ...patch, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Where what it is joined to stands; no change that anybody sees. */
export async function nameShot(transaction: Transaction<Tables>, id: string, shotId: string): Promise<void> {
  await transaction.updateTable('sequences').set({ shot_id: shotId }).where('id', '=', id).execute()
}

export async function deleteSequence(transaction: Transaction<Tables>, id: string): Promise<void> {
  await transaction.deleteFrom('sequence_parts').where('sequence_id', '=', id).execute()
  await transaction.deleteFrom('sequences').where('id', '=', id).execute()
}

/** Newest change first. */
export function listSequences(executor: Executor, projectId: string, limit: number): Promise<SequenceRow[]> {
  return executor
    .selectFrom('sequences')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** How many parts each has, and the clip of its first one. */
export async function countParts(
  executor: Executor,
  sequenceIds: readonly string[],
): Promise<ReadonlyMap<string, { parts: number; firstClipId: string }>> {
  if (sequenceIds.length === 0) return new Map()
  const rows = await executor
    .selectFrom('sequence_parts')
    .select(['sequence_id', 'position', 'clip_id'])
    .where('sequence_id', 'in', sequenceIds)
    .orderBy('position', 'desc')
    .execute()
  const counted = new Map<string, { parts: number; firstClipId: string }>()
  for (const { sequence_id: id, clip_id: firstClipId } of rows)
    counted.set(id, { parts: (counted.get(id)?.parts ?? 0) + 1, firstClipId })
  return counted
}

export interface SequenceUse {
  clipId: string
  sequenceId: string
  title: string
}

/** In which sequences in sight these clips stand, the one that changed last first. */
export async function sequencesWith(
  executor: Executor,
  sight: Sight | 'everybody',
  clipIds: readonly string[],
  most: number,
): Promise<SequenceUse[]> {
  if (clipIds.length === 0) return []
  return executor
    .selectFrom('sequence_parts')
    .innerJoin('sequences', 'sequences.id', 'sequence_parts.sequence_id')
    .where('clip_id', 'in', clipIds)
    .where(sight === 'everybody' ? EVERYWHERE : inSight(sight))
    .select(['clip_id as clipId', 'sequence_id as sequenceId', 'title'])
    .distinct()
    .select('updated_at')
    .orderBy('updated_at', 'desc')
    .orderBy('sequence_id')
    .orderBy('clip_id')
    .limit(most)
    .execute()
}

const EVERYWHERE = sql<SqlBool>`1 = 1`
