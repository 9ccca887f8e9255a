import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeClip, type DecodedSound } from '#lib/server/testing/decode-clip.ts'
import { makeNumberedClip, NUMBER_BITS, NUMBER_ROW } from '#lib/server/testing/numbered-clip.ts'
import { makeVideo } from '#lib/server/testing/sample-media.ts'
import { joinClips } from './join-clips.ts'
import type { JoinPart } from './join-job.ts'

let directory = ''
const place = (name: string) => join(directory, name)

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-join-'))
  const usual = { width: 192, height: 108, framesPerSecond: 24 }
  await makeNumberedClip(place('a.mp4'), { ...usual, frames: 60, first: 1000, hertz: 440 })
  await makeNumberedClip(place('b.mp4'), { ...usual, frames: 50, first: 2000, hertz: 880, hue: 0 })
  await makeNumberedClip(place('c.mp4'), { ...usual, frames: 36, first: 3000, hertz: 1320, hue: 90 })
  const tall = { width: 96, height: 192, framesPerSecond: 30 }
  await makeNumberedClip(place('tall.mp4'), { ...tall, frames: 45, first: 4000 })
}, 60_000)
afterAll(() => rm(directory, { recursive: true, force: true }))

const part = (name: string, first: number, last: number): JoinPart => ({
  path: place(name),
  in: first,
  out: last,
})

async function joinAll(parts: JoinPart[]) {
  const outputPath = place(`joined-${Math.random()}.mp4`)
  const progress: number[] = []
  const joined = await joinClips({ parts, outputPath, soundPath: `${outputPath}.m4a` }, (done) =>
    progress.push(done),
  )
  expect(progress).toEqual(Array.from({ length: joined.frames }, (_, index) => index + 1))
  const clip = await decodeClip(
    outputPath,
    Array.from({ length: joined.frames }, (_, index) => index),
  )
  const whole = { left: 0, top: 0, width: clip.width, height: clip.height }
  const numbers = [...clip.pictures.values()].map((pixels) => numberIn(pixels, clip.width, whole))
  return { joined, clip, numbers, outputPath }
}

/** `area`: the part of the picture that is the clip. */
function numberIn(
  pixels: Buffer | undefined,
  lineWidth: number,
  area: { left: number; top: number; width: number; height: number },
): number {
  return Array.from({ length: NUMBER_BITS }).reduce<number>((number, _, block) => {
    const x = Math.floor(area.left + ((block + 0.5) / NUMBER_BITS) * area.width)
    const y = Math.floor(area.top + NUMBER_ROW * area.height)
    return number * 2 + ((pixels?.[(y * lineWidth + x) * 4] ?? 0) > 127 ? 1 : 0)
  }, 0)
}

const count = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** Strength of a tone in a stretch of the sound, 0.3 where it is heard all the way. */
function strength({ samples, sampleRate }: DecodedSound, hz: number, from: number, to: number): number {
  const stretch = samples.subarray(Math.round(from * sampleRate), Math.round(to * sampleRate))
  const turn = (2 * Math.PI * hz) / sampleRate
  let [real, imaginary] = [0, 0]
  stretch.forEach((value, index) => {
    real += value * Math.cos(turn * index)
    imaginary += value * Math.sin(turn * index)
  })
  return (2 * Math.hypot(real, imaginary)) / stretch.length
}

async function packetsOf(path: string): Promise<Uint8Array[]> {
  using input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  const packets: Uint8Array[] = []
  if (video)
    for await (const packet of new EncodedPacketSink(video).packets()) packets.push(packet.data.slice())
  return packets
}

test('whole clips of one stream are taken over packet by packet', { timeout: 60_000 }, async () => {
  const { joined, clip, numbers, outputPath } = await joinAll([
    part('a.mp4', 0, 59),
    part('b.mp4', 0, 49),
    part('c.mp4', 0, 35),
  ])
  expect(joined).toMatchObject({ frames: 146, copied: 146, framesPerSecond: 24, width: 192, height: 108 })
  expect(numbers).toEqual([...count(1000, 1059), ...count(2000, 2049), ...count(3000, 3035)])
  expect(clip.seconds).toBeCloseTo(146 / 24, 3)
  expect(clip.framesPerSecond).toBeCloseTo(24, 6)
  const originals = await Promise.all(['a', 'b', 'c'].map((name) => packetsOf(place(`${name}.mp4`))))
  const kept = await packetsOf(outputPath)
  expect(kept.map((data) => Buffer.from(data).toString('base64'))).toEqual(
    originals.flat().map((data) => Buffer.from(data).toString('base64')),
  )
})

test('the sound of every part begins with its first frame', { timeout: 60_000 }, async () => {
  const { clip } = await joinAll([part('a.mp4', 0, 59), part('b.mp4', 0, 49), part('c.mp4', 0, 35)])
  const sound = clip.sound
  if (!sound) throw new Error('no sound')
  const cuts = [0, 60 / 24, 110 / 24, 146 / 24]
  for (const [index, hz] of [440, 880, 1320].entries()) {
    const [from = 0, to = 0] = [cuts[index], cuts[index + 1]]
    expect(strength(sound, hz, from + 0.03, to - 0.06), `${hz} Hz in its part`).toBeGreaterThan(0.27)
    for (const other of [440, 880, 1320].filter((one) => one !== hz))
      expect(strength(sound, other, from + 0.02, to - 0.06), `${other} Hz beside it`).toBeLessThan(0.02)
  }
  expect(sound.sampleRate).toBe(48_000)
  expect(Math.abs(sound.samples.length / 48_000 - 146 / 24)).toBeLessThan(1024 / 48_000)
})

test('a cut inside a group of pictures is encoded, the others stay', { timeout: 60_000 }, async () => {
  const { joined, numbers, outputPath } = await joinAll([
    part('a.mp4', 0, 59),
    part('b.mp4', 7, 41),
    part('c.mp4', 0, 20),
  ])
  expect(joined).toMatchObject({ frames: 116, copied: 81 })
  expect(numbers).toEqual([...count(1000, 1059), ...count(2007, 2041), ...count(3000, 3020)])
  const [original, kept] = [await packetsOf(place('a.mp4')), await packetsOf(outputPath)]
  expect(kept.slice(0, 60)).toEqual(original)
})

test('other sizes, rates and no sound: all becomes as the first part is', { timeout: 60_000 }, async () => {
  const { joined, clip, numbers } = await joinAll([part('a.mp4', 12, 35), part('tall.mp4', 15, 44)])
  expect(joined).toMatchObject({ frames: 48, copied: 0, width: 192, height: 108, framesPerSecond: 24 })
  expect(clip.matrix).toBe('bt709')
  expect(numbers.slice(0, 24)).toEqual(count(1012, 1035))
  // 96 × 192 in 192 × 108 is 54 × 108 in the middle.
  const inside = { left: 69, top: 0, width: 54, height: 108 }
  const shown = count(24, 47).map((frame) => numberIn(clip.pictures.get(frame), 192, inside))
  expect(shown[0]).toBe(4015)
  expect(shown.at(-1)).toBe(4044)
  // 30 in 24: each frame is the one on screen in its middle.
  expect(shown).toEqual(count(0, 23).map((index) => 4015 + Math.floor(((index + 0.5) / 24) * 30)))
  const corner = clip.pictures.get(40)?.subarray(0, 3)
  expect(Math.max(...(corner ?? [255]))).toBeLessThan(24)
  if (!clip.sound) throw new Error('no sound')
  expect(strength(clip.sound, 440, 0.02, 0.98)).toBeGreaterThan(0.27)
  expect(strength(clip.sound, 440, 1.03, 2)).toBeLessThan(0.01)
})

test('twenty parts of odd lengths do not drift', { timeout: 120_000 }, async () => {
  const parts = Array.from({ length: 20 }, (_, index) =>
    index % 2 === 0 ? part('a.mp4', 0, 12) : part('b.mp4', 0, 10),
  )
  const { joined, clip } = await joinAll(parts)
  expect(joined).toMatchObject({ frames: 240, copied: 240 })
  if (!clip.sound) throw new Error('no sound')
  // The last part is of the second kind and 11 frames long; its tone begins a block of AAC late in its own file.
  const last = 10 - 11 / 24
  expect(strength(clip.sound, 880, last + 0.03, 10 - 0.06)).toBeGreaterThan(0.27)
  expect(strength(clip.sound, 440, last - 0.1, last)).toBeGreaterThan(0.25)
  expect(strength(clip.sound, 880, last - 0.1, last)).toBeLessThan(0.02)
  expect(Math.abs(clip.sound.samples.length - 480_000)).toBeLessThan(1024)
})

test(
  'a clip from elsewhere, of untold colours and with sound of another rate',
  { timeout: 60_000 },
  async () => {
    await makeVideo(place('other.mp4'), {
      width: 320,
      height: 180,
      seconds: 1,
      fps: 25,
      audio: true,
      hz: 600,
    })
    const { joined, clip } = await joinAll([part('other.mp4', 0, 24), part('c.mp4', 0, 35)])
    expect(joined).toMatchObject({ frames: 25 + 38, copied: 0, framesPerSecond: 25, width: 320, height: 180 })
    expect(clip.frames).toBe(63)
  },
)
