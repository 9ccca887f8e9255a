import 'server-only'
import type { ChildProcess } from 'node:child_process'
import { OUT_OF_MEMORY_EXIT } from '#lib/server/media/inspect-job.ts'
import { startMediaChild } from '#lib/server/media/media-child.ts'
import type { JoinJob, JoinNews } from './join-job.ts'

export type JoinEnd =
  | Exclude<JoinNews, { done: number }>
  /** The child is gone without an answer. */
  | { ok: false; failure: 'crashed' }

export interface JoinLimits {
  /** ms without a word of progress after which it is given up: decoding a long sound comes before the first picture. */
  patienceMs?: number
  maxMegabytes?: number
}

/**
 * Joins clips in a child process, which is gone when this is done, however it ends. Rejects only with the reason of `signal`. Files that
 * are not finished are the caller's to remove, too: a killed child removes nothing.
 */
export async function runJoin(
  job: JoinJob,
  watch: { signal: AbortSignal; onProgress(done: number, frames: number): void },
  { patienceMs = 300_000, maxMegabytes = 2000 }: JoinLimits = {},
): Promise<JoinEnd> {
  watch.signal.throwIfAborted()
  const child = startMediaChild('../sequences/join-child.ts', maxMegabytes)
  child.channel?.ref()
  try {
    return await follow(child, job, { ...watch, patienceMs })
  } finally {
    child.kill('SIGKILL')
  }
}

function follow(
  child: ChildProcess,
  job: JoinJob,
  watch: { signal: AbortSignal; onProgress(done: number, frames: number): void; patienceMs: number },
): Promise<JoinEnd> {
  return new Promise((resolve, reject) => {
    let patience: NodeJS.Timeout | undefined
    const wait = () => {
      clearTimeout(patience)
      patience = setTimeout(() => end(() => resolve({ ok: false, failure: 'crashed' })), watch.patienceMs)
    }
    const onAbort = () => end(() => reject(watch.signal.reason))
    function end(conclude: () => void): void {
      clearTimeout(patience)
      watch.signal.removeEventListener('abort', onAbort)
      conclude()
    }
    child.on('message', (news: JoinNews) => {
      wait()
      if ('done' in news) watch.onProgress(news.done, news.frames)
      else end(() => resolve(news))
    })
    child.once('exit', (code) => end(() => resolve(code === OUT_OF_MEMORY_EXIT ? TOO_LARGE : CRASHED)))
    child.once('error', () => end(() => resolve(CRASHED)))
    watch.signal.addEventListener('abort', onAbort)
    wait()
    child.send(job)
  })
}

const CRASHED: JoinEnd = { ok: false, failure: 'crashed' }
const TOO_LARGE: JoinEnd = {
  ok: false,
  failure: 'too_large',
  message: {
    en: 'Joining it needs more memory than is allowed.',
    zh: '合成所需的内存超过限制。',
  },
}
