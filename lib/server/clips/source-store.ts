import 'server-only'
import type { Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'

/** The SQL of `generation_sources`: what a generation was made from. Rows are only ever added. */
export type SourceRow = Tables['generation_sources']

/** Three values each: far below what SQLite takes in one statement (32,766). */
const ROWS_AT_ONCE = 500

/** What is written already stays as it is. */
export async function insertSources(
  transaction: Transaction<Tables>,
  rows: readonly SourceRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
    await transaction
      .insertInto('generation_sources')
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** What these were made from, in a steady order. */
export async function sourcesOf(
  executor: Executor,
  ids: readonly string[],
  most: number,
): Promise<SourceRow[]> {
  if (ids.length === 0) return []
  return executor
    .selectFrom('generation_sources')
    .selectAll()
    .where('generation_id', 'in', ids)
    .orderBy('generation_id')
    .orderBy('source_id')
    .orderBy('kind')
    .limit(most)
    .execute()
}

/** What was made from these, the newest first: ids begin with their time. */
export async function madeFrom(
  executor: Executor,
  ids: readonly string[],
  most: number,
): Promise<SourceRow[]> {
  if (ids.length === 0) return []
  return executor
    .selectFrom('generation_sources')
    .selectAll()
    .where('source_id', 'in', ids)
    .orderBy('generation_id', 'desc')
    .orderBy('source_id')
    .orderBy('kind')
    .limit(most)
    .execute()
}
