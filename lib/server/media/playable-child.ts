import 'server-only'
import { unlink } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { InspectError, OUT_OF_MEMORY_EXIT } from './inspect-job.ts'
import { makePlayable } from './playable-clip.ts'
import type { PlayableJob, PlayableNews } from './playable-job.ts'

/*
 * The child process that makes one playable copy, started by playable.ts and never imported. Like inspect-child.ts it has no
 * environment and no secrets; it makes way for whatever else the machine has to do.
 */

/** ms between two words of progress. */
const NEWS_EVERY = 250
/** 10 of -20 to 19. */
const POLITE = 10

setPriority(POLITE)
process.on('message', (job: PlayableJob) => void answer(job))
process.on('disconnect', () => process.exit(0))
setInterval(checkMemory, 250).unref()

/** Decoding runs on other threads, so this timer fires while it does. */
function checkMemory(): void {
  if (process.memoryUsage.rss() > Number(process.argv[2]) * 1024 * 1024) process.exit(OUT_OF_MEMORY_EXIT)
}

async function answer(job: PlayableJob): Promise<void> {
  let saidAt = 0
  const onProgress = (progress: number) => {
    const now = performance.now()
    if (now - saidAt < NEWS_EVERY) return
    saidAt = now
    say({ progress })
  }
  try {
    await makePlayable(job, onProgress)
    say({ ok: true })
  } catch (error) {
    await unlink(job.outputPath).catch(() => undefined)
    say(failureOf(error))
  }
}

function say(news: PlayableNews): void {
  process.send?.(news)
}

function failureOf(error: unknown): PlayableNews {
  if (error instanceof InspectError) return { ok: false, failure: error.failure, message: error.said }
  const detail = error instanceof Error ? error.message.split('\n')[0] : String(error)
  return {
    ok: false,
    failure: 'undecodable',
    message: {
      en: `The file is damaged: it can't be decoded (${detail}).`,
      zh: `文件已损坏：无法解码（${detail}）。`,
    },
  }
}
