import { createHash } from 'node:crypto'
import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAYS_IN_BIN } from '#lib/api/clip-limits.ts'
import { insertSources } from '#lib/server/clips/source-store.ts'
import { type Database, openDatabase } from '#lib/server/database/database.ts'
import type { SourceKind } from '#lib/generation/lineage.ts'
import type { BlobStore } from '#lib/server/media/blob-store.ts'
import { createDiskStore } from '#lib/server/media/disk.ts'
import { createScratch } from '#lib/server/media/scratch.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, mediaRow, START } from '#lib/server/testing/generation-world.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { changeClips } from './change-clips.ts'
import { purgeBin } from './purge-bin.ts'
import { readGallery } from './read-gallery.ts'

const DAY_MS = 24 * 3_600_000

let directory: string
let blobs: BlobStore
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-purge-'))
  const scratch = createScratch(join(directory, 'scratch'))
  blobs = createDiskStore({ directory: join(directory, 'blobs'), scratch })
})
afterEach(() => rm(directory, { recursive: true, force: true }))

/** Six finished clips with a file, a last frame and pictures each; the first two have the same bytes. */
async function openBin(database: Database) {
  const world = { now: START }
  const files = []
  for (let index = 0; index < 8; index += 1)
    files.push(await addFile(`med_seed${index}`, `clip ${Math.max(1, index)}`))
  await insertManyClips(database, { count: 8, newestAt: START, authorId: MEMBER.userId, files, seed: 3 })
  const rows = await database.db
    .selectFrom('generations')
    .selectAll()
    .where('clip_media_id', 'is not', null)
    .orderBy('id')
    .execute()
  for (const { id, clip_media_id: clip } of rows) {
    const frame = { ...(await addFile(`${clip}f`, `frame of ${id}`)), origin: 'last_frame' }
    await database.db.insertInto('media').values(frame).execute()
    await database.db
      .updateTable('generations')
      .set({ last_frame_media_id: frame.id })
      .where('id', '=', id)
      .execute()
    await addDerived(clip ?? '')
  }
  const services = { database, blobs, clock: () => world.now }
  return {
    services,
    ids: rows.map(({ id }) => id),
    clipOf: (id: string) => `med_${id.slice('gen_'.length)}`,
    bin: (ids: string[]) =>
      changeClips(
        services,
        MEMBER,
        ids.map((id) => ({ id, removed: true })),
      ),
    moveOn: (days: number) => void (world.now += days * DAY_MS),
    row: (id: string) =>
      database.db.selectFrom('generations').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    media: async () => (await database.db.selectFrom('media').selectAll().execute()).map(({ id }) => id),
    binned: async () => (await readGallery(services, MEMBER, { bin: '1' })).cards.map(({ id }) => id),
    uses: (id: string, source: string, kind: SourceKind) =>
      database.transaction((transaction) =>
        insertSources(transaction, [{ generation_id: id, source_id: source, kind }]),
      ),
  }
}

/** Put there long ago: what has just come is never removed. */
async function addFile(id: string, text: string) {
  const sha256 = createHash('sha256').update(text).digest('hex')
  const key = `media/${sha256.slice(0, 2)}/${sha256}`
  await blobs.write(key, Buffer.from(text))
  await utimes(join(directory, 'blobs', key), 1, 1)
  await addDerived(id)
  return { ...mediaRow(id, START), sha256, blob_key: key, bytes: text.length }
}

async function addDerived(id: string) {
  for (const name of ['poster.webp', 'sprite.jpg', 'playable.mp4'])
    await blobs.write(`derived/${id}/${name}`, Buffer.from(name))
}

const stored = async () => (await Array.fromAsync(blobs.list())).map(({ key }) => key).sort()
const filesOf = async (id: string) => (await stored()).filter((key) => key.startsWith(`derived/${id}/`))

/** Every file that a row points to is there. */
async function expectWhole(database: Database) {
  const keys = new Set(await stored())
  const rows = await database.db.selectFrom('media').select(['id', 'blob_key']).execute()
  expect(rows.filter(({ blob_key: key }) => !keys.has(key))).toEqual([])
}

describeEachDatabase('emptying the bin', (open) => {
  test('after 30 days, not a day earlier: row, price and key stay, everything else goes', async () => {
    const database = await open()
    const bin = await openBin(database)
    const [id = '', other = ''] = bin.ids.slice(2)
    await changeClips(bin.services, MEMBER, [{ id, addTags: ['hero'], favourite: true }])
    await bin.bin([id])
    const before = await bin.row(id)
    bin.moveOn(DAYS_IN_BIN - 0.1)
    expect(await purgeBin(bin.services)).toEqual({ generations: 0, files: 0 })
    expect(await bin.binned()).toEqual([id])
    bin.moveOn(0.2)
    expect(await purgeBin(bin.services)).toEqual({ generations: 1, files: 1 })
    expect(await bin.binned()).toEqual([])
    expect(await bin.row(id)).toEqual({ ...before, clip_media_id: null, last_frame_media_id: null })
    const clip = bin.clipOf(id)
    expect(await bin.media()).not.toContain(clip)
    expect(await bin.media()).not.toContain(`${clip}f`)
    expect([...(await filesOf(clip)), ...(await filesOf(`${clip}f`))]).toEqual([])
    expect(await filesOf(bin.clipOf(other))).toHaveLength(3)
    for (const table of ['generation_tags', 'favourites', 'gallery_entries'] as const)
      expect(
        await database.db.selectFrom(table).selectAll().where('generation_id', '=', id).execute(),
      ).toEqual([])
    await expectWhole(database)
    expect(await purgeBin(bin.services)).toEqual({ generations: 0, files: 0 })
    await expect(changeClips(bin.services, MEMBER, [{ id, removed: false }])).rejects.toMatchObject({
      problems: [{ field: 'changes.0.id', code: 'conflict' }],
    })
  })
})

describe('what the bin lets go of', () => {
  let database: Database
  beforeEach(async () => {
    database = await openDatabase({ path: join(directory, 'data.db') })
    await database.migrate()
  })
  afterEach(() => database.close())

  test('filled again, the gallery does not bring back what is gone', async () => {
    const bin = await openBin(database)
    const [id = ''] = bin.ids
    await bin.bin([id])
    bin.moveOn(31)
    await purgeBin(bin.services)
    await database.db.updateTable('gallery_progress').set({ version: 0, generation_id: '' }).execute()
    expect(await bin.binned()).toEqual([])
    expect((await readGallery(bin.services, MEMBER, {})).total).toBe(bin.ids.length - 1)
  })

  test('bytes that two clips share go with the last of them', async () => {
    const bin = await openBin(database)
    const [one = '', two = ''] = bin.ids
    const shared = (
      await database.db
        .selectFrom('media')
        .selectAll()
        .where('id', '=', bin.clipOf(one))
        .executeTakeFirstOrThrow()
    ).blob_key
    await bin.bin([one])
    bin.moveOn(31)
    await purgeBin(bin.services)
    expect(await stored()).toContain(shared)
    await expectWhole(database)
    await database.db.deleteFrom('media').where('id', 'like', 'med_seed%').execute()
    await bin.bin([two])
    bin.moveOn(31)
    await purgeBin(bin.services)
    expect(await stored()).not.toContain(shared)
  })

  test('a clip that another was made from keeps its file as long as that one is there', async () => {
    const bin = await openBin(database)
    const [source = '', child = ''] = bin.ids.slice(2)
    await bin.uses(child, source, 'clip')
    await bin.bin([source])
    bin.moveOn(31)
    expect(await purgeBin(bin.services)).toEqual({ generations: 1, files: 0 })
    expect(await bin.binned()).toEqual([])
    expect(await bin.media()).toContain(bin.clipOf(source))
    expect(await filesOf(bin.clipOf(source))).toHaveLength(3)
    await bin.bin([child])
    bin.moveOn(31)
    expect(await purgeBin(bin.services)).toEqual({ generations: 1, files: 2 })
    expect(await filesOf(bin.clipOf(source))).toEqual([])
    const lineage = await database.db.selectFrom('generation_sources').selectAll().execute()
    expect(lineage).toEqual([{ generation_id: child, source_id: source, kind: 'clip' }])
    await expectWhole(database)
  })

  test('a frame that was taken from it stays a picture of the library', async () => {
    const bin = await openBin(database)
    const [id = ''] = bin.ids
    const frame = { ...(await addFile('med_frame', 'a frame')), origin: 'frame', made_from: bin.clipOf(id) }
    await database.db.insertInto('media').values(frame).execute()
    await bin.bin([id])
    bin.moveOn(31)
    await purgeBin(bin.services)
    expect(await bin.media()).toContain('med_frame')
    await expectWhole(database)
  })

  test('killed between the rows and the files, the next run removes them; what has just come again stays', async () => {
    const bin = await openBin(database)
    const [id = '', again = ''] = bin.ids.slice(2)
    await bin.bin([id, again])
    bin.moveOn(31)
    const blobKey = async (of: string) =>
      (
        await database.db
          .selectFrom('media')
          .selectAll()
          .where('id', '=', bin.clipOf(of))
          .executeTakeFirstOrThrow()
      ).blob_key
    const [gone, kept] = [await blobKey(id), await blobKey(again)]
    const dead = { ...blobs, removeIfOlder: () => Promise.reject(new Error('killed')) }
    await expect(purgeBin({ ...bin.services, blobs: dead })).rejects.toThrow('killed')
    await expectWhole(database)
    expect(await stored()).toContain(gone)
    // The same bytes are on their way in: there is a file and not yet a row.
    await utimes(join(directory, 'blobs', kept), bin.services.clock() / 1000, bin.services.clock() / 1000)
    expect(await purgeBin(bin.services)).toEqual({ generations: 0, files: 2 })
    expect(await stored()).not.toContain(gone)
    expect(await stored()).toContain(kept)
    await expectWhole(database)
  })
})
