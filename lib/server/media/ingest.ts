import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { Principal } from '#lib/access/principal.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import { discardRest } from './discard-rest.ts'
import { brokenOff, diskFailed, keepFile, type MediaServices } from './keep-file.ts'
import { toMediaFile } from './media-file.ts'
import { StorageError } from './scratch.ts'
import { ReceiveError, receiveMedia, type Received, type SizeLimits } from './receive.ts'

export interface Upload {
  /** As the person's file is called; anything. */
  fileName: string
  /** Where it is added; without it the first project in sight. */
  projectId?: string | undefined
  body: ReadableStream<Uint8Array> | null
  /** The header as it came. Required, so that a cut connection is told from an end. */
  contentLength: string | null
  /** Hex, from the browser, where it took the time to count. */
  declaredSha256?: string | null | undefined
  /** Aborted when the browser goes away. */
  signal?: AbortSignal | undefined
}

/**
 * Takes an upload in: streamed with flat memory, recognised by its bytes, capped by its kind, compared with what was
 * announced, inspected, kept. `isNew` is false when the team has these bytes already. An upload that breaks off or is
 * refused leaves nothing. Throws AppError 400, 404 (a project out of sight), 413, 415, 422, 503.
 */
export async function ingestUpload(
  services: MediaServices & { limits: SizeLimits },
  principal: Principal,
  upload: Upload,
): Promise<{ file: MediaFile; isNew: boolean }> {
  const projectId = await requireProjectId(services.database.db, principal, upload.projectId)
  const received = await receiveUpload(services, upload)
  const { row, isNew } = await keepFile(services, principal, received, {
    origin: 'upload',
    fileName: upload.fileName,
    projectId,
    signal: upload.signal,
  })
  return { file: toMediaFile(row), isNew }
}

/** The bytes on our disk, as they were announced. Throws AppError 400, 413, 415, 422, 503. */
export async function receiveUpload(
  { scratch, limits }: Pick<MediaServices, 'scratch'> & { limits: SizeLimits },
  { body, contentLength, declaredSha256 }: Upload,
): Promise<Received> {
  if (!body) throw new AppError('invalid_request', { en: 'The file is empty.', zh: '文件是空的。' })
  if (contentLength === null || !/^\d{1,15}$/.test(contentLength)) {
    throw new AppError('invalid_request', {
      en: 'Say how many bytes the file has, in a Content-Length header.',
      zh: '请在 Content-Length 头中注明文件的字节数。',
    })
  }
  const sha256 = declaredSha256 ?? undefined
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256)) {
    throw new AppError('invalid_request', {
      en: 'x-content-sha256 must be 64 hexadecimal digits.',
      zh: 'x-content-sha256 必须是 64 位十六进制数。',
    })
  }
  try {
    return await receiveMedia(scratch, {
      body: discardRest(body, Math.max(limits.image, limits.video, limits.audio)),
      contentLength: Number(contentLength),
      sha256,
      limits,
    })
  } catch (error) {
    if (error instanceof ReceiveError) throw toAppError(error)
    throw error instanceof StorageError ? diskFailed(error) : brokenOff(error)
  }
}

const RECEIVE_CODES = {
  empty: 'invalid_request',
  unsupported: 'unsupported_media',
  too_large: 'too_large',
  length: 'invalid_request',
  checksum: 'invalid_request',
} as const

/** Bytes that were lost on the way may come whole the next time; a wrong file stays wrong. */
export function toAppError({ kind, said }: ReceiveError): AppError {
  return new AppError(RECEIVE_CODES[kind], said, {
    retryable: kind === 'length' || kind === 'checksum',
  })
}
