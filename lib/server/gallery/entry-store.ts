import 'server-only'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '#lib/server/database/tables.ts'
import type { GalleryEntry } from './entry-of.ts'

/** The writing side of `gallery_entries` and `gallery_progress`. */

export interface Progress {
  version: number
  generation_id: string
}

/** Until the transaction ends nobody else follows the changes. */
export async function lockProgress(transaction: Transaction<Tables>): Promise<Progress> {
  return transaction
    .updateTable('gallery_progress')
    .set((expression) => ({ version: expression.ref('version') }))
    .where('id', '=', 1)
    .returning(['version', 'generation_id'])
    .executeTakeFirstOrThrow()
}

export async function keepProgress(transaction: Transaction<Tables>, progress: Progress): Promise<void> {
  await transaction.updateTable('gallery_progress').set(progress).where('id', '=', 1).execute()
}

const KEPT = [
  'project_id',
  'shot_id',
  'state',
  'ratio',
  'resolution',
  'duration_ms',
  'has_clip',
  'rating',
  'pick',
  'verdict',
  'deleted_at',
] as const satisfies (keyof GalleryEntry)[]

/** Writes each anew under its generation, and answers with the entries' numbers by generation. */
export async function keepEntries(
  transaction: Transaction<Tables>,
  entries: readonly GalleryEntry[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await transaction
    .insertInto('gallery_entries')
    .values(entries)
    .onConflict((conflict) =>
      conflict
        .column('generation_id')
        .doUpdateSet(Object.fromEntries(KEPT.map((name) => [name, sql.ref(`excluded.${name}`)]))),
    )
    .returning(['entry', 'generation_id'])
    .execute()
  return new Map(rows.map(({ entry, generation_id: id }) => [id, entry]))
}

/** Answers with their numbers, for the words. */
export async function removeEntries(
  transaction: Transaction<Tables>,
  generationIds: readonly string[],
): Promise<number[]> {
  if (generationIds.length === 0) return []
  const rows = await transaction
    .deleteFrom('gallery_entries')
    .where('generation_id', 'in', generationIds)
    .returning('entry')
    .execute()
  return rows.map(({ entry }) => entry)
}
