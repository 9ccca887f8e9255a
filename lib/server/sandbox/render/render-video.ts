import 'server-only'
import { writeFile } from 'node:fs/promises'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'
import { encodeSound } from '#lib/server/video/aac-encoder.ts'
import { openCaptions } from './captions.ts'
import { ClipFile } from '#lib/server/video/clip-file.ts'
import { openFinish } from './finish.ts'
import { H264Encoder } from '#lib/server/video/h264-encoder.ts'
import { FRAMES_PER_SECOND, frameCount, type RenderJob, type RenderResult } from './render-job.ts'
import { openScene } from './scene.ts'
import { readSceneWords } from './scene-words.ts'
import { hashText } from './seeded-random.ts'
import { openShot, type ShotPainter } from './shot-painter.ts'
import { makeSoundtrack } from './soundtrack.ts'
import { planShots, shotAt, type Shot } from './storyboard.ts'

/**
 * Draws, encodes and writes one clip; `onFrame` hears how many frames are encoded. Runs in the render child; rejects with
 * RenderFailed for a reference it can't read.
 */
export async function renderVideo(
  job: RenderJob,
  onFrame: (done: number, of: number) => void,
): Promise<RenderResult> {
  const frames = frameCount(job)
  const seconds = frames / FRAMES_PER_SECOND
  const seed = hashText(job.prompt, job.seed ^ 0x811c9dc5)
  const words = readSceneWords(job.prompt, seed)
  const sound = job.audio
    ? await encodeSound(await makeSoundtrack({ seconds, references: job.references, mood: words.mood, seed }))
    : undefined
  const file = await ClipFile.open({ ...job, sound })
  const encoder = await H264Encoder.open(job.width, job.height)
  try {
    const canvas = createCanvas(job.width, job.height)
    const film = await openFilm(job, frames, seed)
    let encoding = Promise.resolve()
    for (let frame = 0; frame < frames; frame += 1) {
      await film.paint(canvas.getContext('2d'), frame)
      if (frame === frames - 1 && job.lastFramePath) await writePng(canvas, job.lastFramePath)
      if (job.watermark) film.addWatermark(canvas.getContext('2d'))
      // The encoder works on the last frame in its own threads while this one is drawn.
      await encoding
      onFrame(frame, frames)
      encoding = encoder.encode(canvas.data(), frame).then((encoded) => file.addFrames(encoded))
      encoding.catch(() => undefined)
      // Every frame leaves its pixels behind; left to itself V8 lets hundreds of megabytes of them gather.
      if (frame % 4 === 3) globalThis.gc?.({ type: 'minor' })
    }
    await encoding
    await film.close()
    await file.addFrames(await encoder.finish())
    const bytes = await file.write(job.outputPath)
    return { bytes, frames, seconds, width: job.width, height: job.height }
  } finally {
    encoder.close()
    await file.discard()
  }
}

interface Film {
  paint(context: SKRSContext2D, frame: number): Promise<void>
  addWatermark(context: SKRSContext2D): void
  close(): Promise<void>
}

async function openFilm(job: RenderJob, frames: number, seed: number): Promise<Film> {
  const shots = planShots(job.references, frames, seed)
  const captions = await openCaptions(job, frames)
  const finish = openFinish({
    ...job,
    frames,
    seed,
    palette: readSceneWords(job.prompt, seed).palette,
    meetsFirst: job.references.some((reference) => reference.role === 'first_frame'),
    meetsLast: job.references.some((reference) => reference.role === 'last_frame'),
  })
  const open = new Map<Shot, ShotPainter>()
  return {
    async paint(context, frame) {
      await changeShots(shots, open, job, seed, frame)
      for (const [shot, painter] of open) {
        const { view, opacity, progress } = shotAt(shot, frame)
        await painter.prepare?.()
        context.globalAlpha = opacity
        painter.paint(context, view, progress)
        context.globalAlpha = 1
      }
      finish.paint(context, frame)
      captions.paint(context, frame)
    },
    addWatermark: (context) => finish.addWatermark(context),
    async close() {
      for (const painter of open.values()) await painter[Symbol.asyncDispose]()
    },
  }
}

/** Only what is on screen is held in memory, in the order of the shots. */
async function changeShots(
  shots: readonly Shot[],
  open: Map<Shot, ShotPainter>,
  job: RenderJob,
  seed: number,
  frame: number,
): Promise<void> {
  let isChanged = false
  for (const shot of shots) {
    const isOn = frame >= shot.start && frame < shot.end
    const painter = open.get(shot)
    if (isOn === (painter !== undefined)) continue
    isChanged = true
    if (painter) {
      open.delete(shot)
      await painter[Symbol.asyncDispose]()
    } else {
      const isScene = shot.references.length === 0
      open.set(shot, isScene ? openScene(job, seed) : await openShot(shot, job.references, job))
    }
  }
  // Reading a picture leaves several copies of it behind.
  if (isChanged) globalThis.gc?.()
}

async function writePng(canvas: Canvas, path: string): Promise<void> {
  await writeFile(path, await canvas.encode('png'))
}
