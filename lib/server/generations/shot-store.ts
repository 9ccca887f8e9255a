import 'server-only'
import { inSight } from '#lib/server/database/in-sight.ts'
import type { Sight } from '#lib/access/principal.ts'
import type { Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'

export type ShotRow = Tables['shots']

/** Undefined also where the shot is out of sight. */
export function findShot(executor: Executor, sight: Sight, id: string): Promise<ShotRow | undefined> {
  return executor
    .selectFrom('shots')
    .selectAll()
    .where('id', '=', id)
    .where(inSight(sight))
    .executeTakeFirst()
}

export async function insertShot(transaction: Transaction<Tables>, shot: ShotRow): Promise<void> {
  await transaction.insertInto('shots').values(shot).execute()
}

/** Sets `count` take numbers of the shot aside and returns the first. Numbers of removed takes are not used again. */
export async function reserveTakes(
  transaction: Transaction<Tables>,
  shotId: string,
  count: number,
): Promise<number> {
  const { next_take: next } = await transaction
    .updateTable('shots')
    .set((expression) => ({ next_take: expression('next_take', '+', count) }))
    .where('id', '=', shotId)
    .returning('next_take')
    .executeTakeFirstOrThrow()
  return next - count
}
