import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { Recipe } from '#lib/generation/generation.ts'
import { findRecipe } from '#lib/generation/recipe-box.ts'
import { readRecipeText } from '#lib/generation/read-recipe-file.ts'
import { createInspector } from '#lib/server/media/inspector.ts'
import { ingestUpload } from '#lib/server/media/ingest.ts'
import { hasWholeBoxes } from '#lib/server/media/mp4-boxes.ts'
import { REFERENCE_SIZE_LIMITS } from '#lib/server/media/receive.ts'
import { resolveReferences } from '#lib/server/media/resolve-references.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { decodeClip } from '#lib/server/testing/decode-clip.ts'
import { MEMBER, openWorld, RECIPE } from '#lib/server/testing/generation-world.ts'
import { openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makePhoto, makeVideo } from '#lib/server/testing/sample-media.ts'
import { readDownload } from './read-download.ts'

const inspector = createInspector()
afterAll(() => inspector.close())

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describeEachDatabase('a clip to keep', (openDatabase) => {
  let rooms: MediaRooms
  beforeEach(async () => {
    rooms = await openMediaRooms(await openDatabase(), { inspector })
  })
  afterEach(() => rooms.close())

  async function keep(name: string, bytes: Uint8Array) {
    const upload = {
      fileName: name,
      body: new Blob([new Uint8Array(bytes)]).stream(),
      contentLength: String(bytes.byteLength),
    }
    const { file } = await ingestUpload({ ...rooms, limits: REFERENCE_SIZE_LIMITS }, MEMBER, upload)
    return file
  }

  /** A generation that made `bytes`, from a recipe that mentions a photo. */
  async function made(bytes: Uint8Array, name = 'clip.mp4') {
    await makePhoto(rooms.sample('fox.png'), { width: 400, height: 300, format: 'png' })
    const photo = await keep('fox & <friends>.png', await rooms.readSample('fox.png'))
    const recipe: Recipe = {
      ...RECIPE,
      prompt: [{ text: '</x> & “the” ' }, { mention: 'ref_1' }],
      references: [{ id: 'ref_1', kind: 'image', role: 'reference_image', name: 'fox', mediaId: photo.id }],
    }
    const world = await openWorld(rooms.database)
    const [id = ''] = await world.press({ recipe })
    const clip = await keep(name, bytes)
    await rooms.database.db
      .updateTable('generations')
      .set({ clip_media_id: clip.id, seed: 77, state: 'succeeded' })
      .where('id', '=', id)
      .execute()
    const services = { ...world.services, blobs: rooms.blobs }
    const ask = (headers: Record<string, string> = {}, more: { name?: string; method?: string } = {}) => {
      const { name: asked, method = 'GET' } = more
      const request = new Request('http://studio.test/x', { method, headers })
      return readDownload(services, MEMBER, request, { id, name: asked })
    }
    return { id, clip, photo, recipe, ask, services }
  }

  async function video(name: string) {
    await makeVideo(rooms.sample(name), { width: 320, height: 180, seconds: 1, audio: true })
    return rooms.readSample(name)
  }

  test.each(['clip.mp4', 'clip.mov'])(
    'is the original %s and its recipe, and plays the same',
    async (name) => {
      const original = await video(name)
      const { ask, clip, photo } = await made(original, name)
      const answer = await ask()
      const copy = Buffer.from(await answer.arrayBuffer())
      expect(answer.headers.get('content-length')).toBe(String(copy.byteLength))
      expect(copy.subarray(0, original.byteLength)).toEqual(original)
      expect(copy.byteLength).toBeGreaterThan(original.byteLength)
      const found = await findRecipe({ size: copy.byteLength, read: async (a, b) => copy.subarray(a, b) })
      expect(found?.clipEnd).toBe(original.byteLength)
      expect(readRecipeText(found?.json ?? '')).toEqual({
        ok: true,
        notices: [],
        file: {
          format: 'seedreel-recipe',
          version: 1,
          recipe: {
            model: RECIPE.model,
            prompt: [{ text: '</x> & “the” ' }, { mention: '1' }],
            references: [
              {
                id: '1',
                kind: 'image',
                role: 'reference_image',
                name: 'fox',
                fileName: 'fox & <friends>.png',
                sha256: photo.sha256,
                bytes: photo.bytes,
              },
            ],
            settings: RECIPE.settings,
          },
          seed: 77,
        },
      })
      await writeFile(rooms.sample(`copy-${name}`), copy)
      expect(await hasWholeBoxes(rooms.sample(`copy-${name}`))).toBe(true)
      const [one, other] = [
        await decodeClip(rooms.sample(name), [0, 12, 23]),
        await decodeClip(rooms.sample(`copy-${name}`), [0, 12, 23]),
      ]
      expect(other).toEqual(one)
      expect(one.pictures.size).toBe(3)
      // The stored one is as it came, and the copy is taken as the clip it is.
      expect(sha256(original)).toBe(clip.sha256)
      const again = await keep(name, copy)
      expect(again).toMatchObject({ kind: 'video', width: 320, height: 180, fps: 24, hasAudio: true })
      expect(again.sha256).not.toBe(clip.sha256)
    },
  )

  test('in parts, by head and by its own tag', async () => {
    const original = await video('clip.mp4')
    const { ask, clip } = await made(original)
    const first = await ask()
    const whole = Buffer.from(await first.arrayBuffer())
    const etag = first.headers.get('etag') ?? ''
    expect(etag).not.toBe(`"${clip.sha256}"`)
    expect(etag).toContain(clip.sha256)
    expect((await ask({ 'if-none-match': etag })).status).toBe(304)
    const other = await ask({ 'if-none-match': `"${clip.sha256}"` }, { method: 'HEAD' })
    expect(other.status).toBe(200)
    const head = await ask({}, { method: 'HEAD' })
    expect([head.headers.get('content-length'), head.body]).toEqual([String(whole.byteLength), null])
    const size = original.byteLength
    for (const [start, end] of [
      [0, 9],
      [size - 5, size - 1],
      [size - 5, size + 4],
      [size, size],
      [size + 3, whole.byteLength - 1],
      [0, whole.byteLength - 1],
    ] as const) {
      const part = await ask({ range: `bytes=${start}-${end}`, 'if-range': etag })
      expect(part.status).toBe(206)
      expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end}/${whole.byteLength}`)
      expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(start, end + 1))
    }
    await expect(ask({ range: `bytes=${whole.byteLength}-` })).rejects.toMatchObject({ status: 416 })
  })

  test('under a name that a person understands, theirs where they give one', async () => {
    const { ask } = await made(await video('clip.mp4'))
    const named = await ask({}, { name: '片段 1.mp4', method: 'HEAD' })
    expect(named.headers.get('content-disposition')).toContain(encodeURIComponent('片段 1.mp4'))
    const unnamed = await ask({}, { method: 'HEAD' })
    expect(unnamed.headers.get('content-disposition')).toContain('First project - x the fox - take 1')
  })

  test('is the original where a box would end up inside another', async () => {
    const original = await video('clip.mp4')
    const open = Buffer.concat([
      original,
      Buffer.from('00000000', 'hex'),
      Buffer.from('free'),
      Buffer.alloc(20),
    ])
    const { ask, clip } = await made(open)
    const answer = await ask()
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(open)
    expect(answer.headers.get('etag')).toBe(`"${clip.sha256}"`)
  })

  test('another team and a generation without a clip have none', async () => {
    const { ask, services, id } = await made(await video('clip.mp4'))
    await expect(
      readDownload(services, { ...MEMBER, teamId: 'team_other' }, new Request('http://studio.test/x'), {
        id,
      }),
    ).rejects.toMatchObject({ status: 404 })
    await rooms.database.db.updateTable('generations').set({ clip_media_id: null }).execute()
    await expect(ask()).rejects.toMatchObject({ status: 404 })
  })

  test('the files of a recipe are found by hash and by id, of this team alone', async () => {
    const { photo } = await made(await video('clip.mp4'))
    const services = { database: rooms.database, blobs: rooms.blobs }
    const { kind, sha256: hash, id } = photo
    const references = [
      { kind, sha256: 'f'.repeat(64) },
      { kind, sha256: hash },
      { kind, mediaId: id },
      { kind: 'video' as const, sha256: hash },
      { kind },
    ]
    expect((await resolveReferences(services, MEMBER, { references })).media.map((file) => file?.id)).toEqual(
      [undefined, id, id, undefined, undefined],
    )
    const other = { ...MEMBER, teamId: 'team_other' }
    expect((await resolveReferences(services, other, { references })).media.every((file) => !file)).toBe(true)
    const { blob_key } = await rooms.database.db
      .selectFrom('media')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await rooms.blobs.remove(blob_key)
    expect((await resolveReferences(services, MEMBER, { references })).media.every((file) => !file)).toBe(
      true,
    )
  })
})
