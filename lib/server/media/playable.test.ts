import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MediaFile } from '#lib/api/media.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { decodeClip } from '#lib/server/testing/decode-clip.ts'
import { pictureDifference, tonePower } from '#lib/server/testing/measure-media.ts'
import { MEMBER, openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makePhoto, makeVideo } from '#lib/server/testing/sample-media.ts'
import { ingestUpload } from './ingest.ts'
import { createPlayables, readPlayable, type Playables } from './playable.ts'
import { playableSize } from './playable-clip.ts'

const LIMITS = { image: 2 ** 28, video: 2 ** 28, audio: 2 ** 28 }
const CLIP = { width: 320, height: 180, seconds: 1.5, fps: 30, audio: true, codec: 'hevc' } as const

let rooms: MediaRooms
let playables: Playables
beforeAll(async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  rooms = await openMediaRooms(database)
  playables = createPlayables(rooms)
})
afterAll(async () => {
  playables.close()
  await rooms.close()
  await rooms.database.close()
})

async function add(name: string): Promise<MediaFile> {
  const bytes = await rooms.readSample(name)
  const { file } = await ingestUpload({ ...rooms, limits: LIMITS }, MEMBER, {
    fileName: name,
    body: new Blob([new Uint8Array(bytes)]).stream(),
    contentLength: String(bytes.byteLength),
  })
  return file
}

const ask = (id: string, headers: Record<string, string> = {}) =>
  readPlayable(
    { ...rooms, playables },
    MEMBER,
    new Request('http://studio/api/media/x/playable', { headers }),
    id,
  )

async function untilMade(id: string): Promise<Response> {
  return expect
    .poll(() => ask(id).then((answer) => answer.status), { timeout: 30_000, interval: 50 })
    .toBe(200)
    .then(() => ask(id))
}

test('an HEVC clip gets a copy in H.264 with the same frames, rate, length and sound, made once', async () => {
  await makeVideo(rooms.sample('fox.mov'), CLIP)
  const original = await decodeClip(rooms.sample('fox.mov'), [0, 20, 44])
  expect(original.videoCodec).toMatch(/^h[ev][vc]1/)
  const file = await add('fox.mov')
  expect(file).toMatchObject({ width: 320, height: 180, fps: 30, hasAudio: true })

  const [first, second] = await Promise.all([ask(file.id), ask(file.id)])
  expect([first.status, second.status]).toEqual([202, 202])
  expect(await first.json()).toEqual({ progress: 0 })
  const made = await untilMade(file.id)
  expect(made.headers.get('content-type')).toBe('video/mp4')
  const path = rooms.sample('copy.mp4')
  await writeFile(path, Buffer.from(await made.arrayBuffer()))

  const copy = await decodeClip(path, [0, 20, 44])
  expect(copy.videoCodec).toMatch(/^avc1/)
  expect(copy).toMatchObject({ width: 320, height: 180, frames: original.frames })
  expect(copy.frames).toBe(45)
  expect(copy.framesPerSecond).toBeCloseTo(original.framesPerSecond, 3)
  expect(copy.seconds).toBeCloseTo(original.seconds, 2)
  for (const [index, picture] of copy.pictures) {
    const same = original.pictures.get(index)
    expect(same && pictureDifference(picture, same)).toBeLessThan(6)
  }
  const [sound, was] = [copy.sound, original.sound]
  expect(sound?.samples.length).toBe(was?.samples.length)
  expect(sound && was && tonePower(sound, 440, 0.5)).toBe(was && tonePower(was, 440, 0.5))

  expect((await rooms.storedFiles()).filter((name) => name.includes('playable'))).toEqual([
    `blobs/derived/${file.id}/playable.mp4`,
  ])
  const part = await ask(file.id, { range: 'bytes=4-7' })
  expect(part.status).toBe(206)
  expect(await part.text()).toBe('ftyp')
  expect(await readFile(path).then((bytes) => bytes.length)).toBe(Number(made.headers.get('content-length')))
})

test('what breaks off leaves nothing behind, and may be made again', async () => {
  await makeVideo(rooms.sample('owl.mp4'), { ...CLIP, seconds: 4, seed: 2 })
  const file = await add('owl.mp4')
  const killed = createPlayables(rooms)
  const asked = () =>
    readPlayable({ ...rooms, playables: killed }, MEMBER, new Request('http://studio/x'), file.id)
  await asked()
  await expect
    .poll(async () => ((await (await asked()).json()) as { progress: number }).progress, {
      timeout: 20_000,
      interval: 20,
    })
    .toBeGreaterThan(0)
  killed.close()
  await expect.poll(() => asked().then(() => 'under way', String)).toMatch(/could not be made/)
  expect((await rooms.storedFiles()).filter((name) => name.startsWith('scratch'))).toEqual([])
  expect((await untilMade(file.id)).status).toBe(200)
})

test('a picture, another team’s clip and a clip that can’t be read are refused', async () => {
  await makePhoto(rooms.sample('fox.jpg'), { width: 300, height: 300 })
  const picture = await add('fox.jpg')
  await expect(ask(picture.id)).rejects.toMatchObject({ status: 422 })
  await expect(ask('med_none')).rejects.toMatchObject({ status: 404 })
  await rooms.blobs.write('media/aa/broken', new Uint8Array(500))
  playables.make({ id: 'med_broken', blob_key: 'media/aa/broken' })
  await expect
    .poll(
      () => {
        try {
          return playables.make({ id: 'med_broken', blob_key: 'media/aa/broken' })
        } catch (error) {
          return String(error)
        }
      },
      { timeout: 10_000 },
    )
    .toMatch(/damaged/)
})

describe('the size of a copy', () => {
  test.each([
    [1280, 720, 1280, 720],
    [3840, 2160, 1920, 1080],
    [2160, 3840, 1080, 1920],
    [641, 361, 642, 362],
    [4096, 16, 1920, 8],
  ])('of %d × %d is %d × %d', (width, height, ...size) => {
    expect(Object.values(playableSize({ width, height }))).toEqual(size)
  })
})
