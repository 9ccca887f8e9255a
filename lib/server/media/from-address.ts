import 'server-only'
import { AppError, type AppErrorCode } from '#lib/api/app-error.ts'
import type { MediaFile } from '#lib/api/media.ts'
import type { ProblemCode } from '#lib/seedance/problem.ts'
import type { Principal } from '#lib/access/principal.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import type { DownloadRequest } from './download.ts'
import { DownloadError, type DownloadErrorKind } from './download-error.ts'
import { diskFailed, keepFile, type MediaServices } from './keep-file.ts'
import { toMediaFile } from './media-file.ts'
import type { Received, SizeLimits } from './receive.ts'
import { StorageError, type Scratch } from './scratch.ts'

/** ms; somebody is waiting in front of a screen. */
const TIMEOUT_MS = 120_000

export interface ImportServices extends MediaServices {
  limits: SizeLimits
  download(scratch: Scratch, request: DownloadRequest): Promise<Received>
}

/**
 * Fetches a picture, clip or sound from an address that somebody typed, and keeps it like an upload. Throws AppError 400
 * (an address that must not be asked), 413, 415, 422 (nothing there, not now, broken), 503.
 */
export async function importAddress(
  services: ImportServices,
  principal: Principal,
  { url, project, signal }: { url: string; project?: string | undefined; signal?: AbortSignal | undefined },
): Promise<{ file: MediaFile; isNew: boolean }> {
  const projectId = await requireProjectId(services.database.db, principal, project)
  const request = { url, limits: services.limits, timeoutMs: TIMEOUT_MS, signal }
  const received = await services.download(services.scratch, request).catch(asAppError)
  const { row, isNew } = await keepFile(services, principal, received, {
    origin: 'address',
    fileName: nameIn(url),
    projectId,
    signal,
  })
  return { file: toMediaFile(row), isNew }
}

/** The last part of the path, as people know it from the address. */
function nameIn(url: string): string {
  const part = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const CODES = {
  dead: 'unprocessable',
  temporary: 'unprocessable',
  truncated: 'unprocessable',
  wrong_type: 'unsupported_media',
  refused_address: 'invalid_request',
  too_large: 'too_large',
} as const satisfies Record<DownloadErrorKind, AppErrorCode>

const PROBLEM_CODES = {
  dead: 'unreachable',
  temporary: 'unreachable',
  truncated: 'unreachable',
  wrong_type: 'wrong_format',
  refused_address: 'wrong_format',
  too_large: 'too_large',
} as const satisfies Record<DownloadErrorKind, ProblemCode>

function asAppError(error: unknown): never {
  if (error instanceof StorageError) throw diskFailed(error)
  if (!(error instanceof DownloadError)) throw error
  throw new AppError(CODES[error.kind], error.said, {
    cause: error,
    problems: [{ field: 'url', code: PROBLEM_CODES[error.kind], message: error.said }],
    retryable: error.kind === 'temporary' || error.kind === 'truncated',
  })
}
