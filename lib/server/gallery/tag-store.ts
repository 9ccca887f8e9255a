import 'server-only'
import type { Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'

/** The SQL of `generation_tags`. A change of tags changes the generation's number too: the gallery follows that. */

/** In alphabetical order, by generation; those without any have no entry. */
export async function tagsOf(
  executor: Executor,
  generationIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const tags = new Map<string, string[]>()
  if (generationIds.length === 0) return tags
  const rows = await executor
    .selectFrom('generation_tags')
    .select(['generation_id', 'tag'])
    .where('generation_id', 'in', generationIds)
    .orderBy('tag')
    .execute()
  for (const { generation_id: id, tag } of rows) tags.set(id, [...(tags.get(id) ?? []), tag])
  return tags
}

/** A tag that a generation has already stays as it is. */
export async function addTag(
  transaction: Transaction<Tables>,
  tag: { team_id: string; tag: string; created_at: number },
  generationIds: readonly string[],
): Promise<void> {
  if (generationIds.length === 0) return
  await transaction
    .insertInto('generation_tags')
    .values(generationIds.map((id) => ({ ...tag, generation_id: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeTag(
  transaction: Transaction<Tables>,
  { team_id: teamId, tag }: { team_id: string; tag: string },
  generationIds: readonly string[],
): Promise<void> {
  if (generationIds.length === 0) return
  await transaction
    .deleteFrom('generation_tags')
    .where('team_id', '=', teamId)
    .where('tag', '=', tag)
    .where('generation_id', 'in', generationIds)
    .execute()
}

export async function removeAllTags(
  transaction: Transaction<Tables>,
  generationIds: readonly string[],
): Promise<void> {
  if (generationIds.length === 0) return
  await transaction.deleteFrom('generation_tags').where('generation_id', 'in', generationIds).execute()
}
