import 'server-only'
import { AudioSampleSink, type AudioSample, type InputAudioTrack } from 'mediabunny'
import { SAMPLE_RATE, silence, type StereoSound } from '#lib/server/video/stereo-sound.ts'
import { Resampler } from './resampler.ts'

/** Seconds decoded before the cut: AAC and MP3 lean on the packets before, and begin with silence without them. */
const RUN_UP = 0.25
/** The share at which a centre or surround channel is heard from each side. */
const BESIDE = 0.7
/** Samples that are given on at a time where the track has nothing. */
const BLOCK = 48_000

/**
 * The sound from `start` seconds on, `samples` samples long at SAMPLE_RATE, exact to the sample, in blocks: an hour takes no more memory
 * than a second. Silence where the track has nothing.
 */
export async function* soundFrom(
  track: InputAudioTrack,
  start: number,
  samples: number,
): AsyncGenerator<StereoSound> {
  const rate = await track.getSampleRate()
  const own = ownSound(track, rate, start, start + samples / SAMPLE_RATE)
  let given = 0
  for await (const block of rate === SAMPLE_RATE ? own : resampled(own, rate)) {
    const part = firstOf(block, samples - given)
    given += part.left.length
    if (part.left.length > 0) yield part
    if (given >= samples) return
  }
  yield* silences(samples - given)
}

export function* silences(samples: number): Generator<StereoSound> {
  for (let left = samples; left > 0; left -= BLOCK) yield silence(Math.min(BLOCK, left))
}

/** At the track's own rate, without gaps. */
async function* ownSound(
  track: InputAudioTrack,
  rate: number,
  start: number,
  end: number,
): AsyncGenerator<StereoSound> {
  let position = 0
  for await (const sample of new AudioSampleSink(track).samples(Math.max(0, start - RUN_UP), end)) {
    const at = Math.round((sample.timestamp - start) * rate)
    const block = stereoOf(sample)
    sample.close()
    for (const gap of silences(Math.max(0, at - position))) {
      position += gap.left.length
      yield gap
    }
    const fresh = { left: block.left.subarray(position - at), right: block.right.subarray(position - at) }
    if (position - at >= block.left.length) continue
    position += fresh.left.length
    yield fresh
  }
}

function stereoOf(sample: AudioSample): StereoSound {
  const left = planeOf(sample, 0)
  const right = planeOf(sample, Math.min(1, sample.numberOfChannels - 1))
  for (let index = 2; index < sample.numberOfChannels; index += 1) {
    const other = planeOf(sample, index)
    for (let frame = 0; frame < other.length; frame += 1) {
      left[frame] = (left[frame] ?? 0) + BESIDE * (other[frame] ?? 0)
      right[frame] = (right[frame] ?? 0) + BESIDE * (other[frame] ?? 0)
    }
  }
  return { left, right }
}

function planeOf(sample: AudioSample, planeIndex: number): Float32Array {
  const plane = new Float32Array(sample.numberOfFrames)
  sample.copyTo(plane, { planeIndex, format: 'f32-planar' })
  return plane
}

async function* resampled(blocks: AsyncIterable<StereoSound>, rate: number): AsyncGenerator<StereoSound> {
  const resampler = new Resampler(rate)
  for await (const block of blocks) yield resampler.push(block)
  yield resampler.finish()
}

function firstOf({ left, right }: StereoSound, count: number): StereoSound {
  return { left: left.subarray(0, Math.max(0, count)), right: right.subarray(0, Math.max(0, count)) }
}
