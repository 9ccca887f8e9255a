import 'server-only'
import type { ChildProcess } from 'node:child_process'
import { rm } from 'node:fs/promises'
import type { Sight } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { PlayableProgress } from '#lib/api/media.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import type { BlobStore } from './blob-store.ts'
import { OUT_OF_MEMORY_EXIT } from './inspect-job.ts'
import { companionKey } from './keep-file.ts'
import { startMediaChild } from './media-child.ts'
import { findMedia } from './media-store.ts'
import { noSuchFile } from './no-such-file.ts'
import type { PlayableJob, PlayableNews } from './playable-job.ts'
import type { Scratch } from './scratch.ts'
import { serveBlob } from './serve-blob.ts'

/** Makes copies that every browser plays, one at a time, each once however many ask. */
export interface Playables {
  /** Of a copy that is waiting or being made, 0 to 1; begins it where nobody has. Throws what went wrong, once; then it may be tried again. */
  make(row: Pick<MediaRow, 'id' | 'blob_key'>): PlayableProgress
  close(): void
}

export interface PlayablesOptions {
  /** ms without a word of progress after which it is given up. */
  patienceMs?: number
  maxMegabytes?: number
}

interface Work {
  progress: number
  failed?: Sentence
}

export function createPlayables(
  { blobs, scratch }: { blobs: BlobStore; scratch: Scratch },
  { patienceMs = 120_000, maxMegabytes = 2000 }: PlayablesOptions = {},
): Playables {
  const works = new Map<string, Work>()
  let turn: Promise<unknown> = Promise.resolve()
  let child: ChildProcess | undefined
  let isClosed = false

  async function produce(row: Pick<MediaRow, 'id' | 'blob_key'>, work: Work): Promise<void> {
    const output = scratch.file('.mp4')
    try {
      if (isClosed) return
      const { path, release } = await blobs.localPath(row.blob_key)
      try {
        child = startMediaChild('playable-child.ts', maxMegabytes)
        const onProgress = (progress: number) => (work.progress = progress)
        await follow(child, { path, outputPath: output.path }, { patienceMs, onProgress })
      } finally {
        child?.kill('SIGKILL')
        child = undefined
        await release()
      }
      await blobs.adopt(playableKey(row.id), output.path)
      works.delete(row.id)
    } catch (error) {
      work.failed = error instanceof PlayableError ? error.said : NOT_MADE
    } finally {
      await output.remove()
      // What a killed child was in the middle of writing.
      await rm(`${output.path}.part`, { force: true })
    }
  }

  return {
    make(row) {
      const known = works.get(row.id)
      if (known?.failed) {
        works.delete(row.id)
        throw new AppError('unprocessable', known.failed)
      }
      if (known) return { progress: known.progress }
      const work: Work = { progress: 0 }
      works.set(row.id, work)
      turn = turn.then(() => produce(row, work))
      return { progress: 0 }
    },
    close() {
      isClosed = true
      child?.kill('SIGKILL')
    },
  }
}

/** The copy's bytes, or 202 with how far it is. Throws AppError 404, 416, 422. */
export async function readPlayable(
  services: { database: Database; blobs: BlobStore; playables: Playables },
  sight: Sight,
  request: Request,
  id: string,
): Promise<Response> {
  const row = await findMedia(services.database.db, sight, id)
  if (!row) throw noSuchFile()
  if (row.kind !== 'video') {
    const message = { en: 'Only clips are played.', zh: '只有视频才能播放。' }
    throw new AppError('unprocessable', message, {
      problems: [{ field: 'id', code: 'out_of_range', message }],
    })
  }
  const key = playableKey(row.id)
  if (await services.blobs.stat(key)) {
    return serveBlob(services.blobs, request, {
      key,
      etag: `${row.id}-playable`,
      mime: 'video/mp4',
      cache: 'private',
    })
  }
  return Response.json(services.playables.make(row), {
    status: 202,
    headers: { 'cache-control': 'no-store' },
  })
}

function playableKey(mediaId: string): string {
  return companionKey(mediaId, 'playable.mp4')
}

const NOT_MADE = {
  en: 'The playable copy could not be made. Try again, or download the clip and play it elsewhere.',
  zh: '无法制作可播放的副本。请再试一次，或下载后用其他播放器打开。',
}
const TOO_LARGE = {
  en: 'Making a playable copy needs more memory than is allowed. Download the clip and play it elsewhere.',
  zh: '制作可播放的副本所需的内存超过限制。请下载后用其他播放器打开。',
}

class PlayableError extends Error {
  readonly said: Sentence

  constructor(said: Sentence) {
    super(said.en)
    this.said = said
  }
}

/** Until the child has made the copy. Rejects with what it says, with its death, or after too long a silence. */
function follow(
  child: ChildProcess,
  job: PlayableJob,
  { patienceMs, onProgress }: { patienceMs: number; onProgress: (progress: number) => void },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new PlayableError(NOT_MADE))
    let timer = setTimeout(giveUp, patienceMs)
    child.on('message', (news: PlayableNews) => {
      clearTimeout(timer)
      if (!('ok' in news)) {
        onProgress(news.progress)
        timer = setTimeout(giveUp, patienceMs)
      } else if (news.ok) resolve()
      else reject(new PlayableError(news.message))
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new PlayableError(code === OUT_OF_MEMORY_EXIT ? TOO_LARGE : NOT_MADE))
    })
    child.channel?.ref()
    child.send(job)
  })
}
