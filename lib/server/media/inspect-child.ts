import 'server-only'
import { unlink } from 'node:fs/promises'
import { clipFrame } from './clip-frame.ts'
import { fixClip } from './fix-clip.ts'
import type { FixJob, FixResult } from './fix-job.ts'
import { fixPicture } from './fix-picture.ts'
import { fixSound } from './fix-sound.ts'
import type { FrameJob, FrameResult } from './frame-job.ts'
import { inspectClip } from './inspect-clip.ts'
import { inspectPicture } from './inspect-picture.ts'
import { inspectSound } from './inspect-sound.ts'
import { InspectError, OUT_OF_MEMORY_EXIT, type InspectJob, type InspectResult } from './inspect-job.ts'
import { MEDIA_FORMATS } from './sniff.ts'

/*
 * The child process that opens foreign files, started by inspector.ts and never imported: a decoder that crashes (FFmpeg
 * aborts on failed assertions), hangs or eats memory takes only this process with it. It has no environment and no secrets.
 */

const INSPECT = { image: inspectPicture, video: inspectClip, audio: inspectSound }
const FIX = { image: fixPicture, video: fixClip, audio: fixSound }

process.on('message', (job: InspectJob | FixJob | FrameJob) => {
  if ('fix' in job) void answerFix(job)
  else if ('framePath' in job) void answerFrame(job)
  else void answer(job)
})
process.on('disconnect', () => process.exit(0))
setInterval(checkMemory, 250).unref()

/** Decoding runs on other threads, so this timer fires while it does. */
function checkMemory(): void {
  const maxMegabytes = Number(process.argv[2] ?? 1500)
  if (process.memoryUsage.rss() > maxMegabytes * 1024 * 1024) process.exit(OUT_OF_MEMORY_EXIT)
}

async function answer(job: InspectJob): Promise<void> {
  let result: InspectResult
  try {
    const inspection = await INSPECT[MEDIA_FORMATS[job.format].kind](job)
    result = { ok: true, inspection }
  } catch (error) {
    await removePictures(job)
    result = failureOf(error)
  }
  process.send?.(result)
}

async function answerFix(job: FixJob): Promise<void> {
  let result: FixResult
  try {
    result = { ok: true, format: await FIX[MEDIA_FORMATS[job.format].kind](job) }
  } catch (error) {
    await unlink(job.outputPath).catch(() => undefined)
    result = failureOf(error)
  }
  process.send?.(result)
}

async function answerFrame(job: FrameJob): Promise<void> {
  let result: FrameResult
  try {
    await clipFrame(job)
    result = { ok: true }
  } catch (error) {
    await unlink(job.framePath).catch(() => undefined)
    result = failureOf(error)
  }
  process.send?.(result)
}

function failureOf(error: unknown): Extract<InspectResult & FixResult, { ok: false }> {
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

async function removePictures(job: InspectJob): Promise<void> {
  const paths = [job.posterPath, job.spritePath, job.lastFramePath].filter((path) => path !== undefined)
  await Promise.allSettled(paths.map((path) => unlink(path)))
}
