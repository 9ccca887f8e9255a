import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import type { Principal } from '#lib/access/principal.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import type { BlobStore } from './blob-store.ts'
import { displayName } from './file-name.ts'
import type { InspectFailure, MediaInspection } from './inspect-job.ts'
import type { Inspector } from './inspector.ts'
import { findMediaByHash, keepMediaOncePerHash } from './media-store.ts'
import type { Received } from './receive.ts'
import type { Scratch } from './scratch.ts'
import { MEDIA_FORMATS } from './sniff.ts'

export interface MediaServices {
  database: Database
  blobs: BlobStore
  scratch: Scratch
  inspector: Pick<Inspector, 'inspect'>
  clock: Clock
}

interface About {
  origin: 'upload' | 'address' | 'fix' | 'frame'
  fileName: string
  /** Where it is added; without it the first project in sight. */
  projectId?: string | undefined
  /** Of a fix or a frame: the file it was made from. */
  madeFrom?: string
}

/** Blobs of originals are named by their content, so the same bytes of two teams lie there once. */
export function originalKey(sha256: string): string {
  return `media/${sha256.slice(0, 2)}/${sha256}`
}

/** Everything that was made from a file to show it. */
export function derivedPrefix(mediaId: string): string {
  return `derived/${mediaId}/`
}

export function companionKey(
  mediaId: string,
  companion: 'poster.webp' | 'sprite.jpg' | 'playable.mp4',
): string {
  return `derived/${mediaId}/${companion}`
}

/**
 * Makes a received file of a person one of a project's: inspected, kept byte for byte beside its preview, written down.
 * Bytes that the person sees a file of already are not kept twice: the file that is there is answered. Takes the scratch file away in every
 * case. Throws AppError 415 and 422 for what can't be read.
 */
export async function keepFile(
  services: MediaServices,
  principal: Principal,
  received: Received,
  about: About & { signal?: AbortSignal | undefined },
): Promise<{ row: MediaRow; isNew: boolean }> {
  const { database, blobs, scratch } = services
  const poster = scratch.file('.webp')
  try {
    const existing = await findMediaByHash(database.db, principal, received.sha256)
    if (existing) return { row: existing, isNew: false }
    const inspection = await inspect(services, received, poster.path, about.signal)
    const row = await newRow(services, principal, received, about, inspection)
    await blobs.adopt(row.blob_key, received.file.path)
    if (row.poster_key !== null) await blobs.adopt(row.poster_key, poster.path)
    const kept = await keepMediaOncePerHash(database, principal, row)
    if (!kept.isNew && row.poster_key !== null) await blobs.remove(row.poster_key)
    return kept
  } finally {
    await received.file.remove()
    await poster.remove()
  }
}

/** How a file that can't be read is answered. */
export const FAILURE_CODES = {
  truncated: 'unprocessable',
  undecodable: 'unprocessable',
  unsupported: 'unsupported_media',
  too_large: 'unprocessable',
  out_of_time: 'unprocessable',
} as const satisfies Record<InspectFailure, string>

async function inspect(
  { inspector }: Pick<MediaServices, 'inspector'>,
  received: Received,
  posterPath: string,
  signal: AbortSignal | undefined,
): Promise<MediaInspection> {
  const job = { path: received.file.path, format: received.format, decode: 'samples', posterPath } as const
  const result = await inspector.inspect(job, signal).catch((error: unknown) => {
    throw signal?.aborted ? brokenOff(error) : error
  })
  if (result.ok) return result.inspection
  throw new AppError(FAILURE_CODES[result.failure], result.message)
}

const BROKEN_OFF = {
  en: 'The upload broke off, so nothing was kept. Add the file again.',
  zh: '上传中断，没有保存任何内容。请重新添加文件。',
}

/** For whoever may still listen; mostly the browser is gone. */
export function brokenOff(cause: unknown): AppError {
  return new AppError('invalid_request', BROKEN_OFF, {
    cause,
    retryable: true,
  })
}

export function diskFailed(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    {
      en: "The file could not be written to the studio's storage. Look whether the disk is full, then add the file again.",
      zh: '文件无法写入工作室的存储。请检查磁盘是否已满，然后重新添加文件。',
    },
    { cause },
  )
}

async function newRow(
  { database, clock }: Pick<MediaServices, 'database' | 'clock'>,
  principal: Principal,
  received: Received,
  about: About,
  inspection: MediaInspection,
): Promise<MediaRow> {
  const now = clock()
  const id = newId('med', now)
  const { extension } = MEDIA_FORMATS[received.format]
  return {
    ...fileColumns(id, received, inspection),
    team_id: principal.teamId,
    project_id: await requireProjectId(database.db, principal, about.projectId),
    author_id: principal.userId,
    origin: about.origin,
    file_name: displayName(about.fileName, `${received.kind}.${extension}`),
    made_from: about.madeFrom ?? null,
    created_at: now,
  }
}

/** The columns that follow from the file itself. */
export function fileColumns(
  id: string,
  received: Pick<Received, 'format' | 'kind' | 'bytes' | 'sha256'>,
  inspection: MediaInspection,
) {
  const { width, height, duration, fps, sprite, thumbhash } = inspection
  return {
    id,
    kind: received.kind,
    format: received.format,
    mime: MEDIA_FORMATS[received.format].mime,
    bytes: received.bytes,
    sha256: received.sha256,
    blob_key: originalKey(received.sha256),
    width: width ?? null,
    height: height ?? null,
    duration_ms: duration === undefined ? null : Math.round(duration * 1000),
    fps: fps ?? null,
    has_audio: inspection.hasAudio ? 1 : 0,
    poster_key: companionKey(id, 'poster.webp'),
    sprite_key: sprite === undefined ? null : companionKey(id, 'sprite.jpg'),
    sprite_layout: sprite === undefined ? null : JSON.stringify(sprite),
    thumbhash: thumbhash ?? null,
  }
}
