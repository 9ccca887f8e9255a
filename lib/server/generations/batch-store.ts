import 'server-only'
import type { Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'

type BatchRow = Tables['batches']

export async function insertBatch(transaction: Transaction<Tables>, batch: BatchRow): Promise<void> {
  await transaction.insertInto('batches').values(batch).execute()
}

/** Undefined also where the batch is another team's. */
export function findBatch(executor: Executor, teamId: string, id: string): Promise<BatchRow | undefined> {
  return executor
    .selectFrom('batches')
    .selectAll()
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .executeTakeFirst()
}
