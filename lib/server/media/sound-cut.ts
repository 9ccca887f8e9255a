import 'server-only'
import { AudioSampleSink, type AudioSample, type InputAudioTrack } from 'mediabunny'

/** One or two channels of the same length, -1 … 1. */
export interface SoundCut {
  channels: [Float32Array] | [Float32Array, Float32Array]
  sampleRate: number
}

/** Seconds decoded before the cut: MP3 and AAC lean on the packets before, and begin with silence without them. */
const RUN_UP = 0.25

/** The share at which a centre or surround channel is heard from each side. */
const BESIDE = 0.7

/**
 * The stretch from `start` to `end` seconds, exact to the sample and placed by time stamps; where the track has nothing, silence.
 * More than two channels are mixed into two.
 */
export async function cutSound(track: InputAudioTrack, start: number, end: number): Promise<SoundCut> {
  const sampleRate = await track.getSampleRate()
  const count = Math.max(1, Math.round((end - start) * sampleRate))
  const isMono = (await track.getNumberOfChannels()) === 1
  const left = new Float32Array(count)
  const right = isMono ? left : new Float32Array(count)
  for await (const sample of new AudioSampleSink(track).samples(Math.max(0, start - RUN_UP), end)) {
    const at = Math.round((sample.timestamp - start) * sampleRate)
    const [toLeft, toRight] = sides(sample)
    place(left, toLeft, at)
    if (!isMono) place(right, toRight, at)
    sample.close()
  }
  return { channels: isMono ? [left] : [left, right], sampleRate }
}

function sides(sample: AudioSample): [Float32Array, Float32Array] {
  const first = planeOf(sample, 0)
  if (sample.numberOfChannels === 1) return [first, first]
  const second = planeOf(sample, 1)
  for (let index = 2; index < sample.numberOfChannels; index += 1) {
    const other = planeOf(sample, index)
    for (let frame = 0; frame < other.length; frame += 1) {
      first[frame] = (first[frame] ?? 0) + BESIDE * (other[frame] ?? 0)
      second[frame] = (second[frame] ?? 0) + BESIDE * (other[frame] ?? 0)
    }
  }
  return [first, second]
}

function planeOf(sample: AudioSample, planeIndex: number): Float32Array {
  const plane = new Float32Array(sample.numberOfFrames)
  sample.copyTo(plane, { planeIndex, format: 'f32-planar' })
  return plane
}

/** As much of `values` as lies inside, from `at` on. */
function place(into: Float32Array, values: Float32Array, at: number): void {
  const from = Math.max(0, -at)
  const count = Math.min(values.length - from, into.length - Math.max(0, at))
  if (count > 0) into.set(values.subarray(from, from + count), Math.max(0, at))
}
