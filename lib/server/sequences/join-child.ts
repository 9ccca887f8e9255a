import 'server-only'
import { rm } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { InspectError, OUT_OF_MEMORY_EXIT } from '#lib/server/media/inspect-job.ts'
import { joinClips, PartError } from './join-clips.ts'
import type { JoinJob, JoinNews } from './join-job.ts'

/*
 * The child process that joins clips, one job in its life; started by join-runner.ts and never imported. It has no environment and no
 * secrets, and makes way for whatever else the machine has to do. Whatever ends it takes its unfinished files along.
 */

/** ms between two words of progress. */
const NEWS_EVERY = 200
/** Of -20 to 19: behind what answers people, and not so far that it starves. */
const POLITE = 5

setPriority(POLITE)
process.on('message', (job: JoinJob) => {
  // The parent is gone, and nobody will ask for what is made here.
  process.once('disconnect', () => void tidy(job).then(() => process.exit(0)))
  void answer(job)
})
setInterval(checkMemory, 250).unref()

/** Decoding runs on other threads, so this timer fires while it does. */
function checkMemory(): void {
  if (process.memoryUsage.rss() > Number(process.argv[2]) * 1024 * 1024) process.exit(OUT_OF_MEMORY_EXIT)
}

async function answer(job: JoinJob): Promise<void> {
  let saidAt = -Infinity
  try {
    const joined = await joinClips(job, (done, frames) => {
      const now = performance.now()
      if (now - saidAt < NEWS_EVERY && done < frames) return
      saidAt = now
      say({ done, frames })
    })
    say({ ok: true, joined })
  } catch (error) {
    await tidy(job)
    say(failureOf(error))
  }
}

async function tidy({ outputPath, soundPath }: JoinJob): Promise<void> {
  await Promise.allSettled([outputPath, soundPath].map((path) => rm(path, { force: true })))
}

function say(news: JoinNews): void {
  process.send?.(news)
}

function failureOf(error: unknown): JoinNews {
  const part = error instanceof PartError ? { part: error.part } : {}
  const cause = error instanceof PartError ? error.cause : error
  if (cause instanceof InspectError)
    return { ok: false, failure: cause.failure, message: cause.said, ...part }
  const detail = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
  const message = { en: `It cannot be read (${detail}).`, zh: `无法读取（${detail}）。` }
  return { ok: false, failure: 'undecodable', message, ...part }
}
