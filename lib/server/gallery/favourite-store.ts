import 'server-only'
import type { Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'

/** The SQL of `favourites`: each person's own. */

export async function favouritesAmong(
  executor: Executor,
  userId: string,
  generationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (generationIds.length === 0) return new Set()
  const rows = await executor
    .selectFrom('favourites')
    .select('generation_id')
    .where('user_id', '=', userId)
    .where('generation_id', 'in', generationIds)
    .execute()
  return new Set(rows.map(({ generation_id: id }) => id))
}

export async function addFavourites(
  transaction: Transaction<Tables>,
  by: { user_id: string; created_at: number },
  generationIds: readonly string[],
): Promise<void> {
  if (generationIds.length === 0) return
  await transaction
    .insertInto('favourites')
    .values(generationIds.map((id) => ({ ...by, generation_id: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeFavourites(
  transaction: Transaction<Tables>,
  userId: string,
  generationIds: readonly string[],
): Promise<void> {
  if (generationIds.length === 0) return
  await transaction
    .deleteFrom('favourites')
    .where('user_id', '=', userId)
    .where('generation_id', 'in', generationIds)
    .execute()
}

/** Of everybody. */
export async function removeAllFavourites(
  transaction: Transaction<Tables>,
  generationIds: readonly string[],
): Promise<void> {
  if (generationIds.length === 0) return
  await transaction.deleteFrom('favourites').where('generation_id', 'in', generationIds).execute()
}
