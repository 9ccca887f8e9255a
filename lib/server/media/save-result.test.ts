import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import sharp from 'sharp'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import {
  FINISHED_GENERATION,
  openResultProvider,
  type ResultProvider,
} from '#lib/server/testing/result-provider.ts'
import { makePhoto, makeVideo } from '#lib/server/testing/sample-media.ts'
import { createInspector } from './inspector.ts'
import { resultMediaIds } from './save-result.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const ids = resultMediaIds(FINISHED_GENERATION.id)
const inspector = createInspector()
afterAll(() => inspector.close())

describeEachDatabase('saving a result', (openDatabase) => {
  let rooms: MediaRooms
  let provider: ResultProvider
  let clip: Buffer
  beforeEach(async () => {
    rooms = await openMediaRooms(await openDatabase(), { inspector })
    provider = await openResultProvider()
    await makeVideo(rooms.sample('clip.mp4'), { width: 320, height: 180, seconds: 1, audio: true })
    clip = await rooms.readSample('clip.mp4')
    provider.give('/clip', clip)
  })
  afterEach(async () => {
    await provider.close()
    await rooms.close()
  })

  const save = (
    ...more: Parameters<ResultProvider['save']> extends [unknown, ...infer Rest] ? Rest : never
  ) => provider.save(rooms, ...more)
  const rows = () => rooms.database.db.selectFrom('media').selectAll().orderBy('id').execute()
  const read = async (key: string | null | undefined) =>
    Buffer.from(await new Response(await rooms.blobs.read(key ?? '')).arrayBuffer())

  test('keeps the clip byte for byte, with poster, sprite, blurred preview and last frame', async () => {
    expect(await save()).toEqual(ids)
    const [video, frame] = await rows()
    expect(video).toMatchObject({
      id: ids.clipMediaId,
      origin: 'clip',
      file_name: 'A small harbour at dusk take 3.mp4',
      kind: 'video',
      width: 320,
      height: 180,
      duration_ms: 1000,
      fps: 24,
      has_audio: 1,
      bytes: clip.byteLength,
      sha256: sha256(clip),
      project_id: 'prj_first',
    })
    expect(await read(video?.blob_key)).toEqual(clip)
    expect(video?.thumbhash).toMatch(/^[\w+/]{20,}=*$/)
    expect(await sharp(await read(video?.poster_key)).metadata()).toMatchObject({
      format: 'webp',
      width: 320,
      height: 180,
    })
    const layout = { columns: 4, rows: 4, tileWidth: 240, tileHeight: 135 }
    expect(JSON.parse(video?.sprite_layout ?? '')).toEqual(layout)
    expect(await sharp(await read(video?.sprite_key)).metadata()).toMatchObject({
      format: 'jpeg',
      width: 960,
      height: 540,
    })
    expect(frame).toMatchObject({
      id: ids.lastFrameMediaId,
      origin: 'last_frame',
      format: 'png',
      width: 320,
      height: 180,
    })
    expect((await rooms.storedFiles()).every((path) => path.startsWith('blobs/'))).toBe(true)
  })

  test('the decoded last frame is the last: the sun has gone to the right', async () => {
    await save()
    const [, frame] = await rows()
    const warmth = async (left: number) => {
      const { channels } = await sharp(
        await sharp(await read(frame?.blob_key))
          .extract({ left, top: 30, width: 12, height: 30 })
          .toBuffer(),
      ).stats()
      return (channels[0]?.mean ?? 0) - (channels[2]?.mean ?? 0)
    }
    expect(await warmth(306)).toBeGreaterThan((await warmth(2)) + 50)
  })

  test("keeps the provider's own last frame where there is one", async () => {
    await makePhoto(rooms.sample('last.png'), { width: 320, height: 180, format: 'png' })
    const png = await rooms.readSample('last.png')
    provider.give('/last', png)
    await save({ lastFrameUrl: `${provider.origin}/last` })
    expect((await rows())[1]?.sha256).toBe(sha256(png))
  })

  test('does not hold the clip back for a last frame that is gone', async () => {
    await save({ lastFrameUrl: `${provider.origin}/gone` })
    expect(await rows()).toHaveLength(2)
  })

  test('done again it is harmless, and asks the provider for nothing', async () => {
    await save()
    const before = { rows: await rows(), files: await rooms.storedFiles() }
    provider.answers.clear()
    expect(await save()).toEqual(ids)
    expect({ rows: await rows(), files: await rooms.storedFiles() }).toEqual(before)
  })

  test('killed before the rows were written, it is done again to the same end', async () => {
    const transaction = () => Promise.reject(new Error('killed'))
    await expect(save({}, { database: { ...rooms.database, transaction } })).rejects.toMatchObject({
      kind: 'temporary',
    })
    const files = await rooms.storedFiles()
    expect(await rows()).toEqual([])
    await save()
    expect(await rows()).toHaveLength(2)
    expect(await rooms.storedFiles()).toEqual(files)
  })

  test('done twice at the same moment there is one clip', async () => {
    expect(await Promise.all([save(), save()])).toEqual([ids, ids])
    expect(await rows()).toHaveLength(2)
    expect(await rooms.storedFiles()).toHaveLength(5)
  })

  test('two generations may have the same bytes', async () => {
    await save()
    await save({ generation: { ...FINISHED_GENERATION, id: 'gen_01k0000000zzzzzzzzzzzzzzzz' } })
    expect(await rows()).toHaveLength(4)
  })

  test('sends the headers it was given', async () => {
    await save({ headers: () => ({ authorization: 'Bearer sk-1' }) })
    expect(provider.asked).toEqual([{ path: '/clip', authorization: 'Bearer sk-1' }])
  })
})
