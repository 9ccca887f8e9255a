import 'server-only'
import { registerMediabunnyServer } from '@mediabunny/server'
import { ALL_FORMATS, AudioSampleSink, FilePathSource, Input } from 'mediabunny'
import { SAMPLE_RATE, silence, type StereoSound } from '#lib/server/video/stereo-sound.ts'

/** Long enough to be heard as a seam, short enough not to be heard as a pause. */
const SEAM_SECONDS = 0.02

/** The sound of a file, looped or trimmed to `samples`; undefined when it has none. Rejects when it can't be decoded. */
export async function readSound(path: string, samples: number): Promise<StereoSound | undefined> {
  registerMediabunnyServer({ hardwareContext: null })
  using input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  const track = await input.getPrimaryAudioTrack()
  if (!track) return undefined
  const sound = silence(samples)
  let filled = 0
  for await (const sample of new AudioSampleSink(track).samples()) {
    const left = planeOf(sample, 0)
    const right = sample.numberOfChannels > 1 ? planeOf(sample, 1) : left
    // Placed by time stamp, so that rounding never adds up.
    const start = Math.max(0, Math.round(sample.timestamp * SAMPLE_RATE))
    const end = Math.min(samples, Math.round((sample.timestamp + sample.duration) * SAMPLE_RATE))
    resample(left, sound.left, start, end, sample.sampleRate)
    resample(right, sound.right, start, end, sample.sampleRate)
    filled = Math.max(filled, end)
    sample.close()
    if (filled >= samples) break
  }
  if (filled === 0) return undefined
  for (const channel of [sound.left, sound.right]) loop(channel, filled)
  return sound
}

function planeOf(
  sample: {
    numberOfFrames: number
    copyTo(into: Float32Array, options: { planeIndex: number; format: 'f32-planar' }): void
  },
  planeIndex: number,
): Float32Array {
  const plane = new Float32Array(sample.numberOfFrames)
  sample.copyTo(plane, { planeIndex, format: 'f32-planar' })
  return plane
}

function resample(from: Float32Array, into: Float32Array, start: number, end: number, rate: number): void {
  const step = rate / SAMPLE_RATE
  for (let index = start; index < end; index += 1) {
    const position = (index - start) * step
    const whole = Math.floor(position)
    const before = from[Math.min(whole, from.length - 1)] ?? 0
    const after = from[Math.min(whole + 1, from.length - 1)] ?? 0
    into[index] = before + (after - before) * (position - whole)
  }
}

/** Repeats the first `filled` samples to the end, with a dip at every seam so that none clicks. */
function loop(channel: Float32Array, filled: number): void {
  const seam = Math.min(SEAM_SECONDS * SAMPLE_RATE, filled / 4)
  for (let index = filled; index < channel.length; index += 1) channel[index] = channel[index % filled] ?? 0
  if (filled >= channel.length) return
  for (let index = 0; index < channel.length; index += 1) {
    const place = index % filled
    const isFirstRise = index < seam
    const dip = Math.min(1, isFirstRise ? 1 : place / seam, (filled - place) / seam)
    channel[index] = (channel[index] ?? 0) * dip
  }
}
