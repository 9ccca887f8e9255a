import type { Sight } from '#lib/access/principal.ts'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { recipeBox } from '#lib/generation/recipe-box.ts'
import type { RecipeFile } from '#lib/generation/recipe-file.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { createInspector } from '#lib/server/media/inspector.ts'
import { findManyMedia } from '#lib/server/media/media-store.ts'
import { changeClips } from '#lib/server/gallery/change-clips.ts'
import { MEMBER, type MediaRooms, openMediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makeNumberedClip } from '#lib/server/testing/numbered-clip.ts'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { importMedia, importUpload } from './import-clip.ts'

const inspector = createInspector()
let rooms: MediaRooms
afterAll(() => inspector.close())
beforeEach(async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  rooms = await openMediaRooms(database, { inspector })
  const size = { width: 192, height: 108, framesPerSecond: 24 }
  await makeNumberedClip(rooms.sample('a.mp4'), { ...size, frames: 24, hertz: 440 })
})
afterEach(() => rooms.close())

const services = () => ({
  ...rooms,
  limits: { clip: 50 * 2 ** 20 },
  media: { find: (ids: readonly string[], sight: Sight) => findManyMedia(rooms.database.db, sight, ids) },
})

const put = (fileName: string, bytes: Uint8Array) =>
  importUpload(services(), MEMBER, {
    fileName,
    body: new Blob([new Uint8Array(bytes)]).stream(),
    contentLength: String(bytes.byteLength),
  })

const originals = async () => (await rooms.storedFiles()).filter((file) => file.includes('blobs/media/'))

const RECIPE: RecipeFile = {
  format: 'seedreel-recipe',
  version: 1,
  recipe: { model: 'some-model', prompt: [{ text: 'A fox' }], references: [], settings: { duration: 5 } },
  seed: 7,
}

async function withRecipe(file: RecipeFile | object): Promise<Uint8Array> {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- what others write into their files
  const box = recipeBox(file as RecipeFile, 'A fox')
  return Buffer.concat([await readFile(rooms.sample('a.mp4')), box ?? Buffer.alloc(0)])
}

test('a video becomes a clip with all that a clip has, byte for byte', async () => {
  const bytes = await readFile(rooms.sample('a.mp4'))
  const { isNew, generation } = await put('Harbour at dusk.final.MP4', bytes)
  expect(isNew).toBe(true)
  expect(generation).toMatchObject({
    provider: 'import',
    state: 'succeeded',
    take: 1,
    recipe: {
      model: 'import',
      prompt: [{ text: 'Harbour at dusk.final' }],
      references: [],
      settings: {},
      made: { kind: 'import', fileName: 'Harbour at dusk.final.MP4' },
    },
    clip: { width: 192, height: 108, fps: 24, duration: 1, hasAudio: true },
  })
  const { clip } = generation
  expect(clip?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect([clip?.posterUrl, clip?.sprite, clip?.thumbhash, clip?.lastFrameMediaId]).not.toContain(undefined)
  expect((await rooms.storedFiles()).filter((file) => file.startsWith('scratch'))).toEqual([])
})

test('the same bytes are not taken twice unless that is said', async () => {
  const bytes = await readFile(rooms.sample('a.mp4'))
  const first = await put('a.mp4', bytes)
  const again = await put('another name.mp4', bytes)
  expect(again).toMatchObject({ isNew: false, generation: { id: first.generation.id } })
  const wish = {
    mediaId: first.generation.clip?.mediaId ?? '',
    fileName: 'copy.mp4',
    idempotencyKey: 'key-of-copy',
  }
  const copy = await importMedia(services(), MEMBER, wish)
  expect(copy.isNew).toBe(true)
  expect(copy.generation.id).not.toBe(first.generation.id)
  expect(copy.generation.shotId).not.toBe(first.generation.shotId)
  expect(await importMedia(services(), MEMBER, wish)).toMatchObject({
    isNew: false,
    generation: { id: copy.generation.id },
  })
  // The clip and its last frame, once each.
  expect(await originals()).toHaveLength(2)
})

test('what is in the bin is imported anew', async () => {
  const bytes = await readFile(rooms.sample('a.mp4'))
  const { generation } = await put('a.mp4', bytes)
  await changeClips(services(), MEMBER, [{ id: generation.id, removed: true }])
  const again = await put('a.mp4', bytes)
  expect(again.isNew).toBe(true)
  expect(again.generation.id).not.toBe(generation.id)
})

test('a recipe in the file is known, and the clip inside is recognised', async () => {
  const bytes = await withRecipe(RECIPE)
  const { generation } = await put('found.mp4', bytes)
  expect(generation.recipe.made).toEqual({ kind: 'import', fileName: 'found.mp4', found: RECIPE })
  // It is kept as it came, recipe and all.
  expect(generation.clip?.bytes).toBe(bytes.byteLength)
  const bare = await put('bare.mp4', await readFile(rooms.sample('a.mp4')))
  expect(bare.isNew).toBe(true)
  const download = await put('downloaded.mp4', await withRecipe({ ...RECIPE, seed: 8 }))
  expect(download).toMatchObject({ isNew: false, generation: { id: bare.generation.id } })
})

test('a recipe that is none is passed over', async () => {
  const { generation } = await put('odd.mp4', await withRecipe({ ...RECIPE, recipe: { model: 5 } }))
  expect(generation.recipe.made).toEqual({ kind: 'import', fileName: 'odd.mp4' })
})

test('what is no video, or broken, is refused in words and leaves nothing', async () => {
  await makePhoto(rooms.sample('p.jpg'), { width: 64, height: 64 })
  await expect(put('p.jpg', await readFile(rooms.sample('p.jpg')))).rejects.toMatchObject({
    status: 415,
    said: { en: expect.stringContaining('no video') },
  })
  const bytes = await readFile(rooms.sample('a.mp4'))
  await expect(put('cut.mp4', bytes.subarray(0, bytes.length - 2000))).rejects.toMatchObject({ status: 422 })
  await writeFile(rooms.sample('text.mp4'), 'no clip at all')
  await expect(put('text.mp4', await readFile(rooms.sample('text.mp4')))).rejects.toMatchObject({
    status: 415,
  })
  expect(await rooms.storedFiles()).toEqual([])
  expect(await rooms.database.db.selectFrom('generations').selectAll().execute()).toEqual([])
})
