import 'server-only'
import { inSight } from '#lib/server/database/in-sight.ts'
import type { Sight } from '#lib/access/principal.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { GalleryTables } from '#lib/server/database/gallery-tables.ts'

/** The SQL of `saved_searches`. What is out of sight is not there. */

export type SavedSearchRow = GalleryTables['saved_searches']

export function listSavedSearches(
  executor: Executor,
  sight: Sight,
  projectId: string,
): Promise<SavedSearchRow[]> {
  return executor
    .selectFrom('saved_searches')
    .selectAll()
    .where(inSight(sight))
    .where('project_id', '=', projectId)
    .execute()
}

export function findSavedSearch(
  executor: Executor,
  sight: Sight,
  id: string,
): Promise<SavedSearchRow | undefined> {
  return executor
    .selectFrom('saved_searches')
    .selectAll()
    .where(inSight(sight))
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertSavedSearch(executor: Executor, row: SavedSearchRow): Promise<void> {
  await executor.insertInto('saved_searches').values(row).execute()
}

export async function renameSavedSearch(executor: Executor, id: string, name: string): Promise<void> {
  await executor.updateTable('saved_searches').set({ name }).where('id', '=', id).execute()
}

export async function deleteSavedSearch(executor: Executor, id: string): Promise<void> {
  await executor.deleteFrom('saved_searches').where('id', '=', id).execute()
}
