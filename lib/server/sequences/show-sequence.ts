import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import type { PartClip, Sequence, SequenceHead } from '#lib/api/sequences.ts'
import { frameCount } from '#lib/generation/frame-rate.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { SequencePartRow, SequenceRow } from '#lib/server/database/sequence-tables.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { clipsOf, promptBeginning } from '#lib/server/gallery/show-cards.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'

/** A clip that can be shown and joined, with its file. */
export interface UsableClip {
  row: GenerationRow
  file: MediaRow
}

/** Of the team, by the clip's id; what is in the bin, or has no clip, is left out. */
export async function usableClips(
  executor: Executor,
  sight: Sight,
  clipIds: readonly string[],
): Promise<ReadonlyMap<string, UsableClip>> {
  const found = await findManyGenerations(executor, sight, [...new Set(clipIds)])
  const rows = found.filter((row) => row.deleted_at === null && row.state === 'succeeded')
  const files = await clipsOf(executor, sight, rows)
  return new Map(
    rows.flatMap((row) => {
      const file = files.get(row.clip_media_id ?? '')
      return file ? [[row.id, { row, file }]] : []
    }),
  )
}

export function showHead({ id, project_id, title, version, updated_at }: SequenceRow): SequenceHead {
  return { id, projectId: project_id, title, version, updatedAt: updated_at }
}

export async function showSequence(
  executor: Executor,
  sight: Sight,
  row: SequenceRow,
  parts: readonly SequencePartRow[],
): Promise<Sequence> {
  const clips = await usableClips(
    executor,
    sight,
    parts.map(({ clip_id: id }) => id),
  )
  return {
    ...showHead(row),
    parts: parts.map((part) => {
      const clip = clips.get(part.clip_id)
      return {
        id: part.part_id,
        clipId: part.clip_id,
        in: part.in_frame,
        out: part.out_frame,
        ...(clip && { clip: showPartClip(clip) }),
      }
    }),
  }
}

export function framesOf({ duration_ms: duration, fps }: MediaRow): number {
  return frameCount((duration ?? 0) / 1000, fps ?? 0)
}

function showPartClip({ row, file }: UsableClip): PartClip {
  const url = `/api/media/${file.id}`
  return {
    title: promptBeginning(row),
    take: row.take,
    mediaId: file.id,
    videoUrl: url,
    ...(file.poster_key !== null && { posterUrl: `${url}/preview` }),
    ...(file.thumbhash !== null && { thumbhash: file.thumbhash }),
    width: file.width ?? 0,
    height: file.height ?? 0,
    fps: file.fps ?? 0,
    frames: framesOf(file),
    hasAudio: file.has_audio === 1,
  }
}
