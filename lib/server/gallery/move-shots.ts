import 'server-only'
import type { Transaction } from 'kysely'
import type { Tables } from '#lib/server/database/tables.ts'
import { moveTakesOfShots } from '#lib/server/generations/shot-upkeep-store.ts'
import { readRecipe } from '#lib/server/generations/recipe.ts'
import { moveMedia, showMediaIn } from '#lib/server/media/media-store.ts'

/** Bound values of one statement; SQLite takes 32,766. */
const AT_ONCE = 10_000

/**
 * Shots to another project, with all their takes, clips and last frames. Files that a take merely refers to stay where they are, because
 * other takes may refer to them, and are seen in the new project too. Answers with the ids of all takes that moved and can be seen.
 */
export async function moveShots(
  transaction: Transaction<Tables>,
  shotIds: readonly string[],
  to: { project_id: string; version: number; updated_at: number },
): Promise<string[]> {
  const takes = await moveTakesOfShots(transaction, shotIds, to)
  const media = takes.flatMap(({ clip_media_id: clip, last_frame_media_id: frame }) =>
    [clip, frame].filter((id) => id !== null),
  )
  for (let start = 0; start < media.length; start += AT_ONCE)
    await moveMedia(transaction, media.slice(start, start + AT_ONCE), to.project_id)
  const references = takes.flatMap(({ recipe }) =>
    readRecipe(recipe).references.flatMap(({ mediaId }) => mediaId ?? []),
  )
  await showMediaIn(transaction, references, to.project_id)
  return takes.filter(({ deleted_at: deletedAt }) => deletedAt === null).map(({ id }) => id)
}
