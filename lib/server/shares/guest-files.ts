import 'server-only'
import type { GuestPrincipal } from '#lib/access/principal.ts'
import { findRecipe } from '#lib/generation/recipe-box.ts'
import type { SHARED_FILES } from '#lib/api/guest.ts'
import type { MediaRow, ShareRow } from '#lib/server/database/tables.ts'
import type { BlobStore } from '#lib/server/media/blob-store.ts'
import { displayName } from '#lib/server/media/file-name.ts'
import { noSuchFile } from '#lib/server/media/no-such-file.ts'
import { type Playables, readPlayable } from '#lib/server/media/playable.ts'
import { serveBlob } from '#lib/server/media/serve-blob.ts'
import { noteVisit, type VisitServices } from './note-visit.ts'
import { requireSharedClip } from './shared-clips.ts'

type FileServices = VisitServices & { blobs: BlobStore; playables: Playables }

interface Ask {
  guest: GuestPrincipal
  share: ShareRow
  request: Request
  /** The clip's name within the link. */
  key: string
}

/** Bytes of a clip to look at. Throws AppError 404, 416, 422. */
export async function readSharedFile(
  services: FileServices,
  { guest, share, request, key }: Ask,
  file: (typeof SHARED_FILES)[number],
): Promise<Response> {
  const { clip } = await requireSharedClip(services, guest, share, key)
  if (file === 'playable') return readPlayable(services, guest, request, clip.id)
  if (file === 'video') return serveClip(services, request, clip, { etag: key })
  const blobKey = file === 'poster' ? clip.poster_key : clip.sprite_key
  if (blobKey === null) throw noSuchFile()
  const mime = file === 'poster' ? 'image/webp' : 'image/jpeg'
  return serveBlob(services.blobs, request, { key: blobKey, etag: `${key}-${file}`, mime, cache: 'none' })
}

/** To keep, under the link's title: the clip's own name would tell its prompt and its project. Throws AppError 404, 416. */
export async function readSharedDownload(
  services: FileServices,
  ask: Ask,
  { place }: { place?: number | undefined },
): Promise<Response> {
  const { guest, share, request, key } = ask
  const { clip, row } = await requireSharedClip(services, guest, share, key)
  const end = clip.format === 'mov' ? 'mov' : 'mp4'
  const name = place === undefined ? share.title : `${share.title} - ${place}`
  const fallback = `clip.${end}`
  const answer = await serveClip(services, request, clip, {
    etag: key,
    downloadName: displayName(`${name.replaceAll(/[/\\]/g, ' ')}.${end}`, fallback),
  })
  const isStart = request.method === 'GET' && !/^bytes=[1-9]/.test(request.headers.get('range') ?? '')
  if (isStart)
    await noteVisit(services, {
      share,
      guest,
      headers: request.headers,
      action: 'downloaded',
      generationId: row.id,
    })
  return answer
}

async function serveClip(
  { blobs }: { blobs: BlobStore },
  request: Request,
  clip: MediaRow,
  { etag, downloadName }: { etag: string; downloadName?: string },
): Promise<Response> {
  const end = await endOfClip(blobs, clip)
  return serveBlob(blobs, request, {
    key: clip.blob_key,
    etag,
    mime: clip.mime,
    cache: 'none',
    downloadName,
    end,
  })
}

/** Bytes of it that guests get: up to where a recipe begins that came with an imported file: it stays here. Of the bytes, which never change, so it may be remembered. */
const ends = new Map<string, number>()
const MOST_ENDS = 5000

export async function endOfClip(blobs: BlobStore, { blob_key: key, bytes }: MediaRow): Promise<number> {
  const known = ends.get(key)
  if (known !== undefined) return known
  const read = async (start: number, end: number) =>
    new Uint8Array(await new Response(await blobs.read(key, { start, end: end - 1 })).arrayBuffer())
  const found = await findRecipe({ size: bytes, read })
  // More stands behind it: nothing can be cut off, so nothing is shown.
  if (found && found.clipEnd === undefined) throw noSuchFile()
  const end = found?.clipEnd ?? bytes
  if (ends.size >= MOST_ENDS) ends.clear()
  ends.set(key, end)
  return end
}
