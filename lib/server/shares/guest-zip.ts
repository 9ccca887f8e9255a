import 'server-only'
import { predictLength } from 'client-zip'
import { isAllowedToGuest } from '#lib/access/permissions.ts'
import type { GuestPrincipal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { MAX_SHARED_CLIPS } from '#lib/api/shares.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'
import { exactly, type ZipEntry, zipStream } from '#lib/server/gallery/zip-stream.ts'
import type { BlobStore } from '#lib/server/media/blob-store.ts'
import { displayName } from '#lib/server/media/file-name.ts'
import { attachment } from '#lib/server/media/serve-blob.ts'
import { endOfClip } from './guest-files.ts'
import { noteVisit, type VisitServices } from './note-visit.ts'
import { type LinkServices, linkIsOver, openLink } from './open-link.ts'
import { readSharedClips } from './shared-clips.ts'

type ZipServices = VisitServices & LinkServices & { blobs: BlobStore }

interface PlannedFile {
  name: string
  blobKey: string
  bytes: number
  madeAt: number
}

/**
 * All clips of a link, as they are now, without anything beside them. The link is looked up anew before each of them: what is revoked meanwhile breaks
 * the answer off, which the browser says. Throws AppError 404 where there is nothing, 422 for more than 500.
 */
export async function zipShared(
  services: ZipServices,
  {
    guest,
    share,
    token,
    request,
  }: { guest: GuestPrincipal; share: ShareRow; token: string; request: Request },
): Promise<Response> {
  const { clips, total } = await readSharedClips(services, guest, share, { from: 0, limit: MAX_SHARED_CLIPS })
  if (total > MAX_SHARED_CLIPS) throw tooMany()
  if (clips.length === 0) throw linkIsOver()
  const title = share.title.replaceAll(/[/\\]/g, ' ')
  const files: PlannedFile[] = []
  for (const [index, { row, clip }] of clips.entries()) {
    const end = clip.format === 'mov' ? 'mov' : 'mp4'
    const name = displayName(`${title} - ${index + 1}.${end}`, `clip-${index + 1}.${end}`)
    const bytes = await endOfClip(services.blobs, clip)
    files.push({ name, blobKey: clip.blob_key, bytes, madeAt: row.created_at })
  }
  await noteVisit(services, { share, guest, headers: request.headers, action: 'downloaded' })
  const isStillAllowed = async () => {
    const now = await openLink(services, token, request.headers)
    return now.share.id === share.id && now.isUnlocked && isAllowedToGuest(now.guest, 'clip.download')
  }
  return new Response(zipStream(entriesOf(services, files, isStillAllowed)), {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(predictLength(files.map(({ name, bytes }) => ({ name, size: bytes })))),
      'content-disposition': attachment(displayName(`${title}.zip`, 'clips.zip')),
      'x-content-type-options': 'nosniff',
    },
  })
}

async function* entriesOf(
  { blobs }: ZipServices,
  files: readonly PlannedFile[],
  isStillAllowed: () => Promise<boolean>,
): AsyncGenerator<ZipEntry> {
  for (const { name, blobKey, bytes, madeAt } of files) {
    if (!(await isStillAllowed())) throw linkIsOver()
    const reader = (await blobs.read(blobKey, { start: 0, end: bytes - 1 })).getReader()
    try {
      yield { name, lastModified: new Date(madeAt), input: exactly(reader, bytes) }
    } finally {
      await reader.cancel()
    }
  }
}

function tooMany(): AppError {
  return new AppError('unprocessable', {
    en: `A zip holds ${MAX_SHARED_CLIPS} clips at most. Download those that you need one by one.`,
    zh: `一个压缩包最多包含 ${MAX_SHARED_CLIPS} 个成片。请逐个下载需要的成片。`,
  })
}
