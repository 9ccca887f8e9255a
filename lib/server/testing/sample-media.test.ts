import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePhoto, makeTone, makeVideo } from './sample-media.ts'

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-samples-'))
})
afterAll(() => rm(directory, { recursive: true }))

test.for(['jpeg', 'png', 'webp'] as const)('a %s photo has the size asked for', async (format) => {
  const path = join(directory, `photo.${format}`)
  await makePhoto(path, { width: 320, height: 200, seed: 7, format })
  expect(await sharp(path).metadata()).toMatchObject({ format, width: 320, height: 200 })
})

test.for(['tone.wav', 'tone.mp3'])('%s is as long as asked for', async (name) => {
  const path = join(directory, name)
  await makeTone(path, { seconds: 2, hz: 440 })
  using input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  expect(await input.computeDuration()).toBeCloseTo(2, 0)
})

test.for(['clip.mp4', 'clip.mov'])('%s has picture and sound', async (name) => {
  const path = join(directory, name)
  await makeVideo(path, { width: 320, height: 180, seconds: 1, audio: true })
  using input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  expect([await video?.getDisplayWidth(), await video?.getDisplayHeight()]).toEqual([320, 180])
  expect((await video?.computePacketStats())?.packetCount).toBe(24)
  expect(await (await input.getPrimaryAudioTrack())?.getCodec()).toBe('aac')
})
