import 'server-only'
import { inSight } from '#lib/server/database/in-sight.ts'
import type { Sight } from '#lib/access/principal.ts'
import type { Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'

type BatchRow = Tables['batches']

export async function insertBatch(transaction: Transaction<Tables>, batch: BatchRow): Promise<void> {
  await transaction.insertInto('batches').values(batch).execute()
}

/** Undefined also where the batch is out of sight. */
export function findBatch(executor: Executor, sight: Sight, id: string): Promise<BatchRow | undefined> {
  return executor
    .selectFrom('batches')
    .selectAll()
    .where('id', '=', id)
    .where(inSight(sight))
    .executeTakeFirst()
}
