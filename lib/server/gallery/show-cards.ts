import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import { type GalleryCard, type GalleryClip, PICKS } from '#lib/api/gallery.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { readSpriteLayout } from '#lib/server/media/sprite-layout.ts'
import { standingsOf } from '#lib/server/review/verdict-store.ts'
import { favouritesAmong } from './favourite-store.ts'
import { tagsOf } from './tag-store.ts'

/** Generations of one team as cards, in the same order; a few reads for all of them. `userId`: whose favourites. */
export async function showCards(
  executor: Executor,
  viewer: Sight & { userId: string },
  rows: readonly GenerationRow[],
): Promise<GalleryCard[]> {
  const ids = rows.map(({ id }) => id)
  const clips = await clipsOf(executor, viewer, rows)
  const tags = await tagsOf(executor, ids)
  const standings = await standingsOf(executor, ids)
  const favourites = await favouritesAmong(executor, viewer.userId, ids)
  return rows.map((row) => {
    const card = showCard(row, clips.get(row.clip_media_id ?? ''))
    const standing = standings.get(row.id)
    return {
      ...card,
      tags: tags.get(row.id) ?? [],
      isFavourite: favourites.has(row.id),
      ...(standing && { standing }),
    }
  })
}

/** By the file's id. */
export async function clipsOf(
  executor: Executor,
  sight: Sight,
  rows: readonly Pick<GenerationRow, 'clip_media_id'>[],
): Promise<ReadonlyMap<string, MediaRow>> {
  const ids = rows.flatMap(({ clip_media_id: id }) => (id === null ? [] : [id]))
  return new Map((await findManyMedia(executor, sight, ids)).map((clip) => [clip.id, clip]))
}

/** More than a card has room for, and enough for its tooltip. */
const SHOWN_PROMPT = 240

export function promptBeginning({ prompt_text: prompt }: Pick<GenerationRow, 'prompt_text'>): string {
  return [...prompt].slice(0, SHOWN_PROMPT).join('')
}

function showCard(row: GenerationRow, clip: MediaRow | undefined) {
  const pick = PICKS.find((one) => one === row.pick)
  return {
    id: row.id,
    shotId: row.shot_id,
    take: row.take,
    state: row.state,
    model: row.model,
    prompt: promptBeginning(row),
    createdAt: row.created_at,
    rating: row.rating,
    ...(pick && { pick }),
    ...(clip && { clip: showCardClip(clip) }),
  }
}

export function showCardClip(clip: MediaRow): GalleryClip {
  return {
    mediaId: clip.id,
    width: clip.width ?? 0,
    height: clip.height ?? 0,
    duration: (clip.duration_ms ?? 0) / 1000,
    hasAudio: clip.has_audio === 1,
    ...(clip.thumbhash !== null && { thumbhash: clip.thumbhash }),
    ...(clip.sprite_layout !== null && { sprite: readSpriteLayout(clip.sprite_layout) }),
  }
}
