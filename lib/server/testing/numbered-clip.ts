import 'server-only'
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { encodeSound } from '#lib/server/video/aac-encoder.ts'
import { ClipFile } from '#lib/server/video/clip-file.ts'
import { H264Encoder } from '#lib/server/video/h264-encoder.ts'
import { SAMPLE_RATE, type StereoSound } from '#lib/server/video/stereo-sound.ts'

/*
 * Clips in whose every frame stands its number, to be read back from the picture by a person and by a program. Not for production code.
 */

/**
 * The lowest quarter of the picture is one row of as many blocks; white is 1, the first block the highest bit. A program reads the middle
 * of each: (block + 0.5) / NUMBER_BITS of the width, NUMBER_ROW of the height.
 */
export const NUMBER_BITS = 12
export const NUMBER_ROW = 0.875

export interface NumberedClip {
  width: number
  height: number
  frames: number
  /** What the first frame says, where it is not 0; the others count on. */
  first?: number
  framesPerSecond: number
  /** A tone of so many; absent: no sound. */
  hertz?: number
  /** Of the picture behind the number, 0 … 359. */
  hue?: number
  container?: 'mp4' | 'mov'
}

/** H.264 and AAC. The same arguments give the same file. */
export async function makeNumberedClip(path: string, clip: NumberedClip): Promise<void> {
  const { width, height, frames, framesPerSecond, hertz } = clip
  const encoder = await H264Encoder.open(width, height, framesPerSecond)
  const sound = hertz === undefined ? undefined : await encodeSound(tone(hertz, frames / framesPerSecond))
  const file = await ClipFile.open({
    container: clip.container ?? 'mp4',
    width,
    height,
    sound,
    framesPerSecond,
  })
  try {
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    for (let frame = 0; frame < frames; frame += 1) {
      draw(context, clip, frame)
      await file.addFrames(await encoder.encode(canvas.data(), frame))
    }
    await file.addFrames(await encoder.finish())
    await file.write(path)
  } finally {
    encoder.close()
    await file.discard()
  }
}

function draw(
  context: SKRSContext2D,
  { width, height, frames, first = 0, hue = 210 }: NumberedClip,
  frame: number,
): void {
  const part = frame / Math.max(1, frames - 1)
  context.fillStyle = `hsl(${hue} 45% 32%)`
  context.fillRect(0, 0, width, height)
  context.fillStyle = `hsl(${hue} 70% 68%)`
  context.fillRect(0, 0, width * part, height * 0.08)
  context.beginPath()
  context.arc(width * (0.1 + 0.8 * part), height * 0.25, height * 0.1, 0, 2 * Math.PI)
  context.fill()
  context.fillStyle = '#ffffff'
  context.font = `${Math.round(height * 0.3)}px sans-serif`
  context.textAlign = 'center'
  context.fillText(String(first + frame), width / 2, height * 0.65)
  for (let block = 0; block < NUMBER_BITS; block += 1) {
    context.fillStyle = ((first + frame) >> (NUMBER_BITS - 1 - block)) & 1 ? '#ffffff' : '#000000'
    context.fillRect((block * width) / NUMBER_BITS, height * 0.75, width / NUMBER_BITS + 1, height * 0.25)
  }
}

function tone(hertz: number, seconds: number): StereoSound {
  const channel = Float32Array.from(
    { length: Math.round(seconds * SAMPLE_RATE) },
    (_, sample) => 0.3 * Math.sin((2 * Math.PI * hertz * sample) / SAMPLE_RATE),
  )
  return { left: channel, right: channel }
}
