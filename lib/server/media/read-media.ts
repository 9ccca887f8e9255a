import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import type { Principal } from '#lib/access/principal.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import type { BlobStore } from './blob-store.ts'
import { displayName } from './file-name.ts'
import { findMedia, findMediaOfAnyTeam } from './media-store.ts'
import { noSuchFile } from './no-such-file.ts'
import { serveBlob } from './serve-blob.ts'
import { readMediaToken } from './signed-address.ts'

interface ReadServices {
  database: Database
  blobs: BlobStore
}

/** The bytes of a file that the principal sees. Throws AppError 404, also for one out of sight; 416. */
export async function readMedia(
  services: ReadServices,
  principal: Principal,
  request: Request,
  { id, download }: { id: string; download?: string | undefined },
): Promise<Response> {
  const row = await inSightOf(services, principal, id)
  const downloadName = download === undefined ? undefined : displayName(download, row.file_name)
  return serveBlob(services.blobs, request, { ...original(row), downloadName, cache: 'private' })
}

/** The small picture of a file. Throws AppError 404. */
export async function readPreview(
  services: ReadServices,
  principal: Principal,
  request: Request,
  id: string,
): Promise<Response> {
  return readCompanion(services, request, await inSightOf(services, principal, id), 'poster_key')
}

/** The frames of a clip for hover-scrub. Throws AppError 404. */
export async function readSprite(
  services: ReadServices,
  principal: Principal,
  request: Request,
  id: string,
): Promise<Response> {
  return readCompanion(services, request, await inSightOf(services, principal, id), 'sprite_key')
}

/** What a provider is given: no session, the token is the right to read. Throws AppError 404, 416. */
export async function readReference(
  services: ReadServices & { clock: Clock; mediaSecret: string },
  request: Request,
  token: string,
): Promise<Response> {
  const id = readMediaToken(services.mediaSecret, token, services.clock())
  const row = id === undefined ? undefined : await findMediaOfAnyTeam(services.database.db, id)
  if (!row)
    throw new AppError('not_found', {
      en: 'There is nothing under this address, or its time is over.',
      zh: '这个地址没有内容，或已过期。',
    })
  return serveBlob(services.blobs, request, { ...original(row), cache: 'none' })
}

function original(row: MediaRow) {
  return { key: row.blob_key, etag: row.sha256, mime: row.mime }
}

function readCompanion(
  { blobs }: Pick<ReadServices, 'blobs'>,
  request: Request,
  row: MediaRow,
  column: 'poster_key' | 'sprite_key',
): Promise<Response> {
  const key = row[column]
  if (key === null)
    throw new AppError('not_found', { en: 'This file has no such picture.', zh: '这个文件没有这样的图片。' })
  const mime = column === 'poster_key' ? 'image/webp' : 'image/jpeg'
  return serveBlob(blobs, request, { key, etag: `${row.id}-${column}`, mime, cache: 'private' })
}

async function inSightOf({ database }: ReadServices, principal: Principal, id: string): Promise<MediaRow> {
  const row = await findMedia(database.db, principal, id)
  if (!row) throw noSuchFile()
  return row
}
