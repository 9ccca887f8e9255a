import 'server-only'
import type { Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import type { GenerationCallbackRow } from '#lib/server/database/webhook-tables.ts'

/** The SQL of `generation_callbacks`. */

export async function insertCallbacks(
  transaction: Transaction<Tables>,
  rows: readonly GenerationCallbackRow[],
): Promise<void> {
  await transaction.insertInto('generation_callbacks').values(rows).execute()
}

export async function findCallbacks(
  executor: Executor,
  generationIds: readonly string[],
): Promise<GenerationCallbackRow[]> {
  if (generationIds.length === 0) return []
  return executor
    .selectFrom('generation_callbacks')
    .selectAll()
    .where('generation_id', 'in', generationIds)
    .execute()
}

export async function removeCallbacksBefore(executor: Executor, before: number): Promise<void> {
  await executor.deleteFrom('generation_callbacks').where('created_at', '<', before).execute()
}
