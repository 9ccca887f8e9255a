import 'server-only'
import sharp from 'sharp'
import type { DecodedSound } from './decode-clip.ts'

/*
 * Measures for tests of pictures and sounds.
 */

/** Mean absolute difference, 0 … 255, that libx264 at crf 20 and one resampling may make. Measured: 0.6 to 2.1. */
export const CODEC_TOLERANCE = 4

/** Unlike pictures are far beyond this mean absolute difference. */
export const UNLIKE = 20

/** A picture file as RGBA that fills the size, cropped about its centre. */
export async function coverPixels(
  picture: string | Uint8Array,
  size: { width: number; height: number },
): Promise<Buffer> {
  return sharp(picture).resize(size.width, size.height, { fit: 'cover' }).ensureAlpha().raw().toBuffer()
}

/** A part of RGBA pixels. */
export async function cropPixels(
  pixels: Buffer | undefined,
  size: { width: number; height: number },
  area: { left: number; top: number; width: number; height: number },
): Promise<Buffer> {
  return sharp(pixels, { raw: { ...size, channels: 4 } })
    .extract(area)
    .raw()
    .toBuffer()
}

/** Mean absolute difference of the colour channels of two RGBA pictures, 0 … 255. */
export function pictureDifference(one: Buffer | undefined, other: Buffer | undefined): number {
  if (!one || !other || one.length !== other.length) throw new Error('two pictures of one size are needed')
  let sum = 0
  for (let index = 0; index < one.length; index += 1) {
    if (index % 4 !== 3) sum += Math.abs((one[index] ?? 0) - (other[index] ?? 0))
  }
  return sum / (one.length * 0.75)
}

/** 0 red, 1 green, 2 blue: which of them an RGBA picture has most of. */
export function strongestChannel(pixels: Buffer | undefined): number {
  const sums = [0, 0, 0]
  pixels?.forEach((value, index) => {
    if (index % 4 < 3) sums[index % 4] = (sums[index % 4] ?? 0) + value
  })
  return sums.indexOf(Math.max(...sums))
}

/** Power at a frequency over half a second from a time on (Goertzel's way), comparable within one sound. */
export function tonePower({ samples, sampleRate }: DecodedSound, hz: number, from: number): number {
  const start = Math.round(from * sampleRate)
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / sampleRate)
  let before = 0
  let last = 0
  for (let index = start; index < start + sampleRate / 2; index += 1) {
    const next = (samples[index] ?? 0) + coefficient * last - before
    before = last
    last = next
  }
  return last ** 2 + before ** 2 - coefficient * last * before
}

/** Root mean square between two times. */
export function loudness({ samples, sampleRate }: DecodedSound, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * sampleRate), Math.round(to * sampleRate))
  return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length)
}
