import 'server-only'
import type { Executor } from '#lib/server/database/database.ts'
import type { GalleryTables } from '#lib/server/database/gallery-tables.ts'

/** The SQL of `saved_searches`. Rows of another team are not there. */

export type SavedSearchRow = GalleryTables['saved_searches']

export function listSavedSearches(
  executor: Executor,
  teamId: string,
  projectId: string,
): Promise<SavedSearchRow[]> {
  return executor
    .selectFrom('saved_searches')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('project_id', '=', projectId)
    .execute()
}

export function findSavedSearch(
  executor: Executor,
  teamId: string,
  id: string,
): Promise<SavedSearchRow | undefined> {
  return executor
    .selectFrom('saved_searches')
    .selectAll()
    .where('team_id', '=', teamId)
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
