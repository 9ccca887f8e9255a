import 'server-only'
import type { Transaction } from 'kysely'
import type { Tables } from '#lib/server/database/tables.ts'

/** The SQL that moves whole shots: takes never part from one another. */

export interface MovedTake {
  id: string
  shot_id: string
  clip_media_id: string | null
  last_frame_media_id: string | null
  deleted_at: number | null
  /** JSON of Recipe. */
  recipe: string
}

/** All takes of the shots, also those in the bin; no lease is touched. The caller knows that shots and project are in sight. */
export async function moveTakesOfShots(
  transaction: Transaction<Tables>,
  shotIds: readonly string[],
  to: { project_id: string; version: number; updated_at: number },
): Promise<MovedTake[]> {
  if (shotIds.length === 0) return []
  await transaction
    .updateTable('shots')
    .set({ project_id: to.project_id })
    .where('id', 'in', shotIds)
    .execute()
  return transaction
    .updateTable('generations')
    .set((expression) => ({ ...to, moved_from: expression.ref('project_id') }))
    .where('shot_id', 'in', shotIds)
    .returning(['id', 'shot_id', 'clip_media_id', 'last_frame_media_id', 'deleted_at', 'recipe'])
    .execute()
}
