import 'server-only'
import { ResultError, type ResultToSave } from '#lib/server/generations/media-access.ts'
import type { DownloadRequest } from './download.ts'
import { DownloadError } from './download-error.ts'
import { readFileStream } from './file-stream.ts'
import type { InspectFailure, InspectJob, MediaInspection } from './inspect-job.ts'
import type { Inspector } from './inspector.ts'
import { receiveMedia, type Received } from './receive.ts'
import type { Scratch, ScratchFile } from './scratch.ts'

/** Fetches what a provider made and looks at it, in scratch. Nothing here keeps anything. */
export interface ResultFetcher {
  download(request: DownloadRequest): Promise<Received>
  inspector: Pick<Inspector, 'inspect'>
  /** Of a bench: what is made here is removed with it. */
  scratch: Scratch
  /** Bytes of the largest clip that is kept. */
  clipLimit: number
}

/** A whole file that decodes, and its companions. */
export interface FetchedFile {
  received: Received
  inspection: MediaInspection
  poster: ScratchFile
  sprite?: ScratchFile
}

/** ms for one file. The slowest line this waits for carries a 200 MB clip at 2 Mbit/s. */
const DOWNLOAD_MS = 15 * 60_000

/** Bytes. The PNG of a 4k frame of pure noise has 25 MB. */
const FRAME_LIMIT = 64 * 1024 * 1024

/** The clip with every packet decoded, and its last frame as decoded. Rejects with DownloadError, ResultError, StorageError. */
export async function fetchClip(
  fetcher: ResultFetcher,
  result: ResultToSave,
): Promise<{ clip: FetchedFile; decodedFrame: ScratchFile }> {
  const { scratch, clipLimit } = fetcher
  const limits = { video: clipLimit, image: clipLimit, audio: clipLimit }
  const received = await fetcher.download({ ...requestFor(result, result.url), limits })
  if (received.kind !== 'video') {
    throw new ResultError('undecodable', {
      en: `The address gives a file of kind ${received.kind}, not a clip.`,
      zh: `该地址给出的文件是 ${received.kind}，不是视频。`,
    })
  }
  const decodedFrame = scratch.file('.png')
  const pictures = { poster: scratch.file('.webp'), sprite: scratch.file('.jpg') }
  const inspection = await inspect(fetcher, result, received, {
    posterPath: pictures.poster.path,
    spritePath: pictures.sprite.path,
    lastFramePath: decodedFrame.path,
  })
  return { clip: { received, inspection, ...pictures }, decodedFrame }
}

/**
 * The provider's own last frame is not compressed; where it gives none, or fails twice to, the decoded one is as good as
 * the clip. A clip is never held back for its last frame.
 */
export async function fetchLastFrame(
  fetcher: ResultFetcher,
  result: ResultToSave,
  decodedFrame: ScratchFile,
): Promise<FetchedFile> {
  const limits = { image: FRAME_LIMIT, video: 0, audio: 0 }
  const tries = result.lastFrameUrl === undefined ? [] : [result.lastFrameUrl, result.lastFrameUrl]
  for (const url of tries) {
    const frame = await fetcher
      .download({ ...requestFor(result, url), limits })
      .then((received) => inspectFrame(fetcher, result, received))
      .catch(ignoreProviderFailure)
    if (frame) return frame
  }
  const body = await readFileStream(decodedFrame.path)
  const received = await receiveMedia(fetcher.scratch, {
    body,
    contentLength: undefined,
    limits: { ...limits, image: Infinity },
  })
  return inspectFrame(fetcher, result, received)
}

function ignoreProviderFailure(error: unknown): undefined {
  if (error instanceof DownloadError || error instanceof ResultError) return undefined
  throw error
}

async function inspectFrame(
  fetcher: ResultFetcher,
  result: ResultToSave,
  received: Received,
): Promise<FetchedFile> {
  const poster = fetcher.scratch.file('.webp')
  return {
    received,
    poster,
    inspection: await inspect(fetcher, result, received, { posterPath: poster.path }),
  }
}

function requestFor(result: ResultToSave, url: string) {
  return { url, headers: result.headers, timeoutMs: DOWNLOAD_MS, signal: result.signal }
}

async function inspect(
  { inspector }: Pick<ResultFetcher, 'inspector'>,
  { signal }: ResultToSave,
  { file, format }: Received,
  pictures: Pick<InspectJob, 'posterPath' | 'spritePath' | 'lastFramePath'>,
): Promise<MediaInspection> {
  const answer = await inspector.inspect({ path: file.path, format, decode: 'whole', ...pictures }, signal)
  if (answer.ok) return answer.inspection
  throw new ResultError(INSPECT_KINDS[answer.failure], answer.message)
}

const INSPECT_KINDS = {
  truncated: 'truncated',
  undecodable: 'undecodable',
  unsupported: 'undecodable',
  too_large: 'undecodable',
  out_of_time: 'temporary',
} as const satisfies Record<InspectFailure, string>
