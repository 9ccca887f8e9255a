import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '#lib/server/database/database.ts'
import { mediaRow } from '#lib/server/testing/generation-world.ts'
import { MEMBER, type MediaRooms, openMediaRooms } from '#lib/server/testing/media-rooms.ts'
import { originalKey } from './keep-file.ts'
import { readStorage } from './read-storage.ts'
import { filesWithoutRows, rowsWithoutFiles } from './stored-files.ts'

let database: Database
let rooms: MediaRooms
beforeEach(async () => {
  database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  rooms = await openMediaRooms(database)
})
afterEach(async () => {
  await rooms.close()
  await database.close()
})

const stray = async () => (await Array.fromAsync(filesWithoutRows(rooms))).map(({ key }) => key).sort()
const lost = async () => (await Array.fromAsync(rowsWithoutFiles(rooms))).map(({ key }) => key).sort()

/** A row with its original, its poster and a copy that no row speaks of, all on the storage. */
async function add(id: string, text = id) {
  const hash = createHash('sha256').update(text).digest('hex')
  const row = { ...mediaRow(id, 1), sha256: hash, blob_key: originalKey(hash), bytes: text.length }
  await database.db.insertInto('media').values(row).execute()
  await rooms.blobs.write(row.blob_key, Buffer.from(text))
  for (const name of ['poster.webp', 'playable.mp4'])
    await rooms.blobs.write(`derived/${id}/${name}`, Buffer.from(name))
  return row
}

test('a house in order has neither stray nor lost files, however many there are', async () => {
  for (let index = 0; index < 70; index += 1) await add(`med_${index}`)
  expect([await stray(), await lost()]).toEqual([[], []])
  const storage = await readStorage(rooms, MEMBER)
  expect(storage).toMatchObject({ files: 210, stray: { count: 0 }, lost: { count: 0 } })
  expect(storage.media).toEqual([{ kind: 'video', count: 70, bytes: expect.any(Number) }])
})

test('finds what has no row and what has no file, and leaves both as they are', async () => {
  const row = await add('med_one')
  await add('med_two')
  await rooms.blobs.write(`media/zz/${'z'.repeat(64)}`, Buffer.alloc(1000))
  await rooms.blobs.write('derived/med_gone/poster.webp', Buffer.alloc(10))
  await rooms.blobs.remove(row.blob_key)
  await rooms.blobs.remove('derived/med_two/poster.webp')
  const before = await rooms.storedFiles()
  expect(await stray()).toEqual(['derived/med_gone/poster.webp', `media/zz/${'z'.repeat(64)}`])
  expect(await lost()).toEqual(['derived/med_two/poster.webp', row.blob_key])
  expect(await readStorage(rooms, MEMBER)).toMatchObject({
    stray: { count: 2, bytes: 1010 },
    lost: { count: 2, first: [{ mediaId: 'med_one', key: row.blob_key }, { mediaId: 'med_two' }] },
  })
  expect(await rooms.storedFiles()).toEqual(before)
  expect((await readStorage(rooms, { ...MEMBER, teamId: 'team_other' })).lost.count).toBe(0)
})

test('pictures that another row shows are not stray', async () => {
  const row = await add('med_one')
  await database.db
    .insertInto('media')
    .values({ ...row, id: 'med_copy' })
    .execute()
  await database.db.deleteFrom('media').where('id', '=', 'med_one').execute()
  expect(await stray()).toEqual(['derived/med_one/playable.mp4'])
  const { media, files } = await readStorage(rooms, MEMBER)
  expect(media).toEqual([{ kind: 'video', count: 1, bytes: row.bytes }])
  expect(files).toBe(3)
})
