import 'server-only'
import type { MediaFile } from '#lib/api/media.ts'
import type { MediaFacts } from '#lib/seedance/limits.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'

/** A row as the studio's own API shows it. */
export function toMediaFile(row: MediaRow): MediaFile {
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    format: row.format,
    mime: row.mime,
    bytes: row.bytes,
    sha256: row.sha256,
    ...(row.width !== null && { width: row.width }),
    ...(row.height !== null && { height: row.height }),
    ...(row.duration_ms !== null && { duration: row.duration_ms / 1000 }),
    ...(row.fps !== null && { fps: row.fps }),
    hasAudio: row.has_audio === 1,
    url: `/api/media/${row.id}`,
    previewUrl: `/api/media/${row.id}/preview`,
    ...(row.thumbhash !== null && { thumbhash: row.thumbhash }),
    createdAt: row.created_at,
    ...(row.made_from !== null && { madeFrom: row.made_from }),
  }
}

/** What the model's limits are checked against. */
export function toMediaFacts(row: MediaRow): MediaFacts {
  return {
    kind: row.kind,
    bytes: row.bytes,
    format: row.format,
    ...(row.width !== null && { width: row.width }),
    ...(row.height !== null && { height: row.height }),
    ...(row.duration_ms !== null && { duration: row.duration_ms / 1000 }),
    ...(row.fps !== null && { fps: row.fps }),
  }
}
