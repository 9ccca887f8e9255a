import { randomBytes, createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRecipeText } from '#lib/generation/read-recipe-file.ts'
import { type Database, openDatabase } from '#lib/server/database/database.ts'
import { changeClips } from '#lib/server/gallery/change-clips.ts'
import { type BlobStore } from '#lib/server/media/blob-store.ts'
import { createDiskStore } from '#lib/server/media/disk.ts'
import { READ_BYTES } from '#lib/server/media/file-stream.ts'
import { createScratch } from '#lib/server/media/scratch.ts'
import { MEMBER, mediaRow, START } from '#lib/server/testing/generation-world.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { readZip } from '#lib/server/testing/read-zip.ts'
import { uniqueNames } from './unique-names.ts'
import { zipClips } from './zip-clips.ts'

const COUNT = 260
const clock = () => START
const contents = [randomBytes(3 * READ_BYTES + 17), randomBytes(1), randomBytes(900)]

let directory: string
let database: Database
let blobs: BlobStore

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-zip-'))
  database = await openDatabase({ path: join(directory, 'data.db') })
  await database.migrate()
  const scratch = createScratch(join(directory, 'scratch'))
  blobs = createDiskStore({ directory: join(directory, 'blobs'), scratch })
  const files = await Promise.all(
    contents.map(async (bytes, index) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const key = `media/${sha256.slice(0, 2)}/${sha256}`
      await blobs.write(key, bytes)
      return { ...mediaRow(`med_${index}`, START), sha256, bytes: bytes.length, blob_key: key }
    }),
  )
  await insertManyClips(database, { count: COUNT, newestAt: START, authorId: MEMBER.userId, files })
})
afterAll(async () => {
  await database.close()
  await rm(directory, { recursive: true, force: true })
})

const services = () => ({ database, blobs, clock })
const rowsOf = () => database.db.selectFrom('generations').selectAll().orderBy('id').execute()
const unzip = async (answer: Response) => {
  const zip = Buffer.from(await answer.arrayBuffer())
  expect(answer.headers.get('content-length')).toBe(String(zip.length))
  return readZip(zip)
}
const manifestOf = (files: ReadonlyMap<string, Buffer>) =>
  Object(JSON.parse(files.get('manifest.json')?.toString() ?? ''))

test('holds every clip byte for byte, its recipe, and a manifest, under names that are one of a kind', async () => {
  const rows = await rowsOf()
  const answer = await zipClips(
    services(),
    MEMBER,
    rows.map(({ id }) => id),
  )
  expect(answer.headers.get('content-disposition')).toContain('First project - ')
  const files = await unzip(answer)
  const { clips, leftOut } = manifestOf(files)
  const finished = rows.filter(({ clip_media_id: clip }) => clip !== null)
  expect(clips).toHaveLength(finished.length)
  expect(leftOut).toHaveLength(COUNT - finished.length)
  expect(leftOut[0]).toMatchObject({ reason: 'no_clip' })
  expect(files.size).toBe(1 + 2 * finished.length)
  expect(new Set([...files.keys()].map((name) => name.toLowerCase())).size).toBe(files.size)
  for (const { id, file, recipe, sha256, model } of clips) {
    const bytes = files.get(file) ?? Buffer.alloc(0)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    expect(contents.some((content) => content.equals(bytes))).toBe(true)
    const read = readRecipeText(files.get(recipe)?.toString() ?? '')
    expect(read).toMatchObject({ ok: true })
    const row = rows.find((other) => other.id === id)
    expect(file).toMatch(new RegExp(`^First project - .* - take ${row?.take} - .*\\.mp4$`, 'u'))
    expect(Object(JSON.parse(files.get(recipe)?.toString() ?? '')).recipe.model).toBe(model)
  }
})

test('says what it leaves out: what is in the bin, and a file that is not on the storage', async () => {
  const finished = (await rowsOf()).filter(({ clip_media_id: clip }) => clip !== null)
  const [kept, binned, lost] = finished.map(({ id }) => id)
  if (kept === undefined || binned === undefined || lost === undefined) throw new Error('too few clips')
  const lostFile = { id: `med_${lost.slice('gen_'.length)}`, blob_key: `media/00/${'0'.repeat(64)}` }
  await database.db.updateTable('media').set(lostFile).where('id', '=', lostFile.id).execute()
  const { undo } = await changeClips(services(), MEMBER, [{ id: binned, removed: true }])
  const files = await unzip(await zipClips(services(), MEMBER, [kept, binned, lost, kept]))
  expect(files.size).toBe(3)
  expect(manifestOf(files)).toMatchObject({
    clips: [{ id: kept }],
    leftOut: [
      { id: binned, reason: 'in_bin' },
      { id: lost, reason: 'file_missing' },
    ],
  })
  await expect(zipClips(services(), MEMBER, [binned, lost])).rejects.toMatchObject({ status: 422 })
  await changeClips(services(), MEMBER, undo)
})

test('is nobody’s who is not of the team, and holds nothing of somebody else', async () => {
  const [row] = await rowsOf()
  const other = { ...MEMBER, teamId: 'team_other' }
  await expect(zipClips(services(), other, [row?.id ?? ''])).rejects.toMatchObject({
    status: 422,
    problems: [{ field: 'ids', code: 'unknown_value' }],
  })
  await expect(zipClips(services(), MEMBER, [row?.id ?? '', 'gen_nobody'])).rejects.toMatchObject({
    status: 422,
  })
})

test('reads no further than it is read, one file at a time, and closes what is open when its reader goes away', async () => {
  const open = new Set<string>()
  let read = 0
  let mostOpen = 0
  const counting = {
    stat: blobs.stat,
    async read(key: string) {
      const body = (await blobs.read(key)).getReader()
      const name = `${key} ${read}`
      open.add(name)
      mostOpen = Math.max(mostOpen, open.size)
      return new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            const { done, value } = await body.read()
            if (value) read += value.byteLength
            if (value) return controller.enqueue(value)
            if (done) open.delete(name)
            controller.close()
          },
          async cancel() {
            open.delete(name)
            await body.cancel()
          },
        },
        { highWaterMark: 0 },
      )
    },
  }
  const ids = (await rowsOf()).map(({ id }) => id)
  const answer = await zipClips({ ...services(), blobs: counting }, MEMBER, ids)
  const reader = answer.body?.getReader()
  if (!reader) throw new Error('no body')
  expect(read).toBe(0)
  let got = 0
  while (got < 2 * READ_BYTES) got += (await reader.read()).value?.byteLength ?? 0
  expect(read).toBeLessThan(got + 4 * READ_BYTES)
  expect(open.size).toBe(1)
  await reader.cancel('gone')
  const after = read
  await new Promise((resolve) => setImmediate(resolve))
  expect([open.size, mostOpen, read - after]).toEqual([0, 1, 0])
  expect(await readdir(join(directory, 'scratch'))).toEqual([])
})

test('a file that ends too early breaks the zip off, which nobody takes for a whole one', async () => {
  const [row] = (await rowsOf()).filter(({ clip_media_id: clip }) => clip !== null)
  const short = {
    stat: async (key: string) => {
      const facts = await blobs.stat(key)
      return facts && { bytes: facts.bytes + 1 }
    },
    read: blobs.read,
  }
  const answer = await zipClips({ ...services(), blobs: short }, MEMBER, [row?.id ?? ''])
  await expect(answer.arrayBuffer()).rejects.toThrow('were promised')
})

test('names that differ only in case are numbered', () => {
  const next = uniqueNames()
  expect(['a', 'A', 'a (2)', 'a', 'b'].map(next)).toEqual(['a', 'A (2)', 'a (2) (2)', 'a (3)', 'b'])
})
