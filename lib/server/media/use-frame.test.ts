import sharp from 'sharp'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MediaFile } from '#lib/api/media.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { renderClip } from '#lib/server/sandbox/render/render-clip.ts'
import { decodeClip } from '#lib/server/testing/decode-clip.ts'
import { MEMBER, openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { originalKey } from './keep-file.ts'
import { frameOf } from './use-frame.ts'

const SIZE = { width: 640, height: 360 }
const FPS = 24

let rooms: MediaRooms
let clip: MediaFile
beforeAll(async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  rooms = await openMediaRooms(database)
  await renderClip({
    outputPath: rooms.sample('pier.mp4'),
    ...SIZE,
    seconds: 2,
    fps: FPS,
    audio: true,
    seed: 7,
    prompt: 'A pier in the wind',
    captions: [],
    watermark: false,
    references: [],
    container: 'mp4',
  })
  clip = await add('pier.mp4')
}, 60_000)
afterAll(async () => {
  await rooms.close()
  await rooms.database.close()
})

const add = (name: string) => rooms.add(name)

async function pixelsOf({ sha256 }: MediaFile): Promise<Buffer> {
  const { path, release } = await rooms.blobs.localPath(originalKey(sha256))
  const png = await readFile(path).finally(release)
  return sharp(png).ensureAlpha().raw().toBuffer()
}

const take = async (time: number) => (await frameOf(rooms, MEMBER, { id: clip.id, time })).file

test('gives exactly the frame that is on screen at a time, every pixel of it', async () => {
  const wanted = [0, 1, 17, 30, 47]
  const { pictures, frames } = await decodeClip(rooms.sample('pier.mp4'), wanted)
  expect(frames).toBe(48)
  // Neighbours differ, else this could not tell one frame from the next.
  expect(pictures.get(0)?.equals(pictures.get(1) ?? Buffer.alloc(0))).toBe(false)
  for (const index of wanted) {
    // As a browser says its start, in microseconds, a little early; and late in its time.
    for (const time of [Math.floor((index * 1e6) / FPS) / 1e6, (index + 0.9) / FPS]) {
      const file = await take(time)
      expect(file).toMatchObject({ kind: 'image', format: 'png', ...SIZE, madeFrom: clip.id })
      expect((await pixelsOf(file)).equals(pictures.get(index) ?? Buffer.alloc(0)), `frame ${index}`).toBe(
        true,
      )
    }
  }
})

test('gives the last frame at the end, and the same file for the same frame', async () => {
  const { pictures } = await decodeClip(rooms.sample('pier.mp4'), [47])
  const end = await take(clip.duration ?? 0)
  expect((await pixelsOf(end)).equals(pictures.get(47) ?? Buffer.alloc(0))).toBe(true)
  expect(await frameOf(rooms, MEMBER, { id: clip.id, time: 47 / FPS })).toMatchObject({
    isNew: false,
    file: { id: end.id },
  })
})

test('says what the frame was taken from in its name', async () => {
  expect(await take(1.1)).toMatchObject({ fileName: 'pier at 1.10 s.png' })
})

test('refuses a time after the end, a file without frames and a file of nobody, and leaves nothing behind', async () => {
  await makePhoto(rooms.sample('p.jpg'), { width: 400, height: 300 })
  const photo = await add('p.jpg')
  const before = await rooms.storedFiles()
  await expect(take(2.2)).rejects.toMatchObject({ status: 422, problems: [{ field: 'time' }] })
  await expect(frameOf(rooms, MEMBER, { id: photo.id, time: 0 })).rejects.toMatchObject({ status: 422 })
  await expect(frameOf(rooms, MEMBER, { id: 'med_none', time: 0 })).rejects.toMatchObject({ status: 404 })
  const other = { ...MEMBER, teamId: 'team_2' }
  await expect(frameOf(rooms, other, { id: clip.id, time: 0 })).rejects.toMatchObject({ status: 404 })
  expect(await rooms.storedFiles()).toEqual(before)
})
