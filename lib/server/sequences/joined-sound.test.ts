import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registerMediabunnyServer } from '@mediabunny/server'
import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSink,
  AudioSampleSource,
  FilePathSource,
  FilePathTarget,
  Input,
  type InputAudioTrack,
  Output,
  WavOutputFormat,
} from 'mediabunny'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSound, writeSound } from './joined-sound.ts'
import { soundFrom } from './sound-stream.ts'

let directory = ''
beforeAll(async () => {
  registerMediabunnyServer({ hardwareContext: null })
  directory = await mkdtemp(join(tmpdir(), 'seedreel-sound-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

test.each([48_000, 44_100, 22_050])('sound of %i Hz lies where it was to the sample', async (rate) => {
  const path = join(directory, `click-${rate}.wav`)
  await makeClick(path, rate)
  // A quarter of a second in, two seconds long, of which the file has one and three quarters.
  await withTrack(path, (track) => writeSound(`${path}.m4a`, soundFrom(track, 0.25, 96_000)))
  await using sound = await openSound(`${path}.m4a`)
  const packets = await Array.fromAsync(sound.packets(2))
  const [first, last] = [packets[0], packets.at(-1)]
  expect(first?.timestamp).toBeCloseTo(-LEAD / 48_000, 9)
  expect((last?.timestamp ?? 0) + (last?.duration ?? 0)).toBeCloseTo(2, 9)
  const at = (await withTrack(`${path}.m4a`, clickIn)) - LEAD
  expect(Math.abs(at - 36_000)).toBeLessThanOrEqual(2)
})

/** Samples that the encoder puts in front. */
const LEAD = 1024

/** One second and a click of a few samples; two seconds in all. */
async function makeClick(path: string, rate: number): Promise<void> {
  const output = new Output({ format: new WavOutputFormat(), target: new FilePathTarget(path) })
  const source = new AudioSampleSource({ codec: 'pcm-f32' })
  output.addAudioTrack(source)
  await output.start()
  const data = new Float32Array(2 * rate)
  data.fill(0.9, rate, rate + Math.round(rate / 1000))
  const format = { format: 'f32', numberOfChannels: 1, sampleRate: rate } as const
  const sample = new AudioSample({ data, ...format, timestamp: 0 })
  await source.add(sample)
  sample.close()
  await output.finalize()
}

async function withTrack<Result>(path: string, work: (track: InputAudioTrack) => Promise<Result>) {
  using input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  const track = await input.getPrimaryAudioTrack()
  if (!track) throw new Error('no sound')
  return await work(track)
}

/** Where it first is half as loud as the click, in samples. */
async function clickIn(track: InputAudioTrack): Promise<number> {
  for await (const sample of new AudioSampleSink(track).samples()) {
    const plane = new Float32Array(sample.numberOfFrames)
    sample.copyTo(plane, { planeIndex: 0, format: 'f32-planar' })
    const start = Math.round(sample.timestamp * sample.sampleRate)
    sample.close()
    const found = plane.findIndex((value) => Math.abs(value) > 0.45)
    if (found >= 0) return start + found
  }
  return Number.NaN
}
