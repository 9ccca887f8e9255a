import 'server-only'
import type { Principal, Sight } from '#lib/access/principal.ts'
import { type ClipDetail, MOST_TAKES_SHOWN } from '#lib/api/clips.ts'
import type { GalleryCard } from '#lib/api/gallery.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { showCards } from '#lib/server/gallery/show-cards.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { type ReadServices, requireRow, showOne } from '#lib/server/generations/read-generations.ts'
import { clipFileName } from '#lib/server/generations/show-generation.ts'
import { toMediaFile } from '#lib/server/media/media-file.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { projectNames } from '#lib/server/teams/team-store.ts'
import { listTakesAround } from './clip-store.ts'
import { readLineage } from './read-lineage.ts'
import { traceFiles } from './trace-sources.ts'

/** Everything that a clip's page shows; of what is in the bin too. Throws AppError `not_found`, also for one out of sight. */
export async function readClip(
  services: ReadServices,
  principal: Principal,
  id: string,
): Promise<ClipDetail> {
  const { db } = services.database
  const row = requireRow((await findManyGenerations(db, principal, [id]))[0])
  const generation = await showOne(services, row)
  const names = await projectNames(db, [row.project_id])
  const projectName = names.get(row.project_id) ?? ''
  const takes = await readTakes(db, principal, row)
  const [card] = takes.filter((take) => take.id === id)
  const files = await filesOf(db, principal, generation.recipe)
  const traced = await traceFiles(
    db,
    principal,
    files.map((file) => file.id),
  )
  return {
    generation,
    projectName,
    takes,
    rating: row.rating,
    ...(card?.pick && { pick: card.pick }),
    isFavourite: card?.isFavourite ?? false,
    tags: card?.tags ?? [],
    files,
    fileClips: Object.fromEntries([...traced].map(([fileId, { generationId }]) => [fileId, generationId])),
    lineage: await readLineage(db, principal, id),
    downloadName: clipFileName(row, generation.clip?.format ?? 'mp4', projectName),
    ...(row.deleted_at !== null && { binnedAt: row.deleted_at }),
  }
}

/** By number; the one that is looked at stands among them even where it is in the bin. */
async function readTakes(
  executor: Executor,
  principal: Principal,
  row: GenerationRow,
): Promise<GalleryCard[]> {
  const around = await listTakesAround(executor, {
    sight: principal,
    shotId: row.shot_id,
    take: row.take,
    most: MOST_TAKES_SHOWN / 2,
  })
  const others = around.filter(({ id }) => id !== row.id)
  const takes = [...others, row].toSorted((one, other) => one.take - other.take)
  return showCards(executor, principal, takes)
}

/** In the recipe's order; a file that is gone is left out. */
async function filesOf(executor: Executor, sight: Sight, { references }: Recipe): Promise<MediaFile[]> {
  const ids = [...new Set(references.flatMap(({ mediaId }) => mediaId ?? []))]
  const rows = new Map((await findManyMedia(executor, sight, ids)).map((file) => [file.id, file]))
  return ids.flatMap((id) => {
    const file = rows.get(id)
    return file ? [toMediaFile(file)] : []
  })
}
