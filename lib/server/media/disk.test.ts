import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BlobNotFound, type BlobStore } from './blob-store.ts'
import { createDiskStore } from './disk.ts'
import { READ_BYTES } from './file-stream.ts'
import { createScratch, type Scratch } from './scratch.ts'

let directory: string
let scratch: Scratch
let blobs: BlobStore

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-disk-'))
  scratch = createScratch(join(directory, 'scratch'))
  blobs = createDiskStore({ directory: join(directory, 'blobs'), scratch })
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const factsBelow = async (prefix?: string) =>
  (await Array.fromAsync(blobs.list(prefix))).sort((one, other) => (one.key < other.key ? -1 : 1))
const everything = async () =>
  (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  Buffer.from(await new Response(stream).arrayBuffer())

/** Larger than one read, and no multiple of it. */
const content = randomBytes(READ_BYTES * 2 + 1234)
const contentHash = createHash('sha256').update(content).digest('hex')

describe('a disk store', () => {
  test('writes a stream, counts and hashes it on the way, and reads it back', async () => {
    const written = await blobs.write('media/ab/abcd', new Blob([content]).stream())
    expect(written).toEqual({ bytes: content.byteLength, sha256: contentHash })
    expect(await blobs.stat('media/ab/abcd')).toEqual({ bytes: content.byteLength })
    expect(await blobs.hash('media/ab/abcd')).toBe(contentHash)
    expect(await bytesOf(await blobs.read('media/ab/abcd'))).toEqual(content)
  })

  test.each([
    [0, 0],
    [5, 9],
    [READ_BYTES - 1, READ_BYTES],
    [content.byteLength - 3, content.byteLength - 1],
    [1, content.byteLength - 1],
  ])('reads the range %i to %i, both included', async (start, end) => {
    await blobs.write('a', content)
    expect(await bytesOf(await blobs.read('a', { start, end }))).toEqual(content.subarray(start, end + 1))
  })

  test('breaks the stream of a range beyond the end, instead of passing a short read for the whole', async () => {
    await blobs.write('a', content)
    const stream = await blobs.read('a', { start: 0, end: content.byteLength })
    await expect(bytesOf(stream)).rejects.toThrow(/ended/)
  })

  test('leaves nothing when the stream breaks', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(content)
        controller.error(new Error('the browser went away'))
      },
    })
    await expect(blobs.write('media/ab/abcd', broken)).rejects.toThrow('the browser went away')
    expect(await everything()).toEqual([])
  })

  test('adopts a scratch file: the blob is there, the scratch file is not', async () => {
    const file = scratch.file()
    await writeFile(file.path, content)
    await blobs.adopt('media/ab/abcd', file.path)
    await file.remove()
    expect(await blobs.hash('media/ab/abcd')).toBe(contentHash)
    expect(await everything()).toHaveLength(1)
  })

  test('gives programs a path', async () => {
    await blobs.write('derived/med_1/poster.webp', content)
    const { path, release } = await blobs.localPath('derived/med_1/poster.webp')
    expect(await readFile(path)).toEqual(content)
    await release()
  })

  test('says what is not there', async () => {
    await expect(blobs.read('media/zz')).rejects.toThrow(BlobNotFound)
    await expect(blobs.hash('media/zz')).rejects.toThrow(BlobNotFound)
    await expect(blobs.localPath('media/zz')).rejects.toThrow(BlobNotFound)
    expect(await blobs.stat('media/zz')).toBeUndefined()
    await blobs.remove('media/zz')
  })

  test('removes', async () => {
    await blobs.write('a', content)
    await blobs.remove('a')
    expect(await blobs.stat('a')).toBeUndefined()
  })

  test('removes what is older than a moment, and nothing that was put there since', async () => {
    await blobs.write('media/ab/one', content)
    const { changedAt } = (await factsBelow())[0] ?? { changedAt: 0 }
    expect(await blobs.removeIfOlder('media/ab/one', changedAt)).toBe(false)
    expect(await blobs.stat('media/ab/one')).toEqual({ bytes: content.byteLength })
    expect(await blobs.removeIfOlder('media/ab/one', changedAt + 1)).toBe(true)
    expect(await blobs.removeIfOlder('media/ab/one', changedAt + 1)).toBe(true)
    expect(await everything()).toEqual([])
  })

  test('lists everything, or what lies below a prefix', async () => {
    await blobs.write('media/ab/one', content)
    await blobs.write('derived/med_1/poster.webp', content.subarray(0, 3))
    const all = await factsBelow()
    expect(all.map(({ key, bytes }) => [key, bytes])).toEqual([
      ['derived/med_1/poster.webp', 3],
      ['media/ab/one', content.byteLength],
    ])
    expect(all.every(({ changedAt }) => Math.abs(changedAt - Date.now()) < 60_000)).toBe(true)
    expect(await factsBelow('derived/med_1/')).toHaveLength(1)
    expect(await factsBelow('derived/med_2/')).toEqual([])
  })

  test.each([
    '../outside',
    'media/../../outside',
    '/etc/passwd',
    'media//x',
    'media/.hidden',
    'media\\..\\x',
    'Media/X',
    'media/x\0',
    'media/x\n',
    '',
    '.',
    'a'.repeat(201),
  ])('refuses the key %j', async (key) => {
    await expect(async () => blobs.write(key, content)).rejects.toThrow(TypeError)
    await expect(async () => blobs.read(key)).rejects.toThrow(TypeError)
    await expect(async () => blobs.remove(key)).rejects.toThrow(TypeError)
    expect(await everything()).toEqual([])
  })
})

test('sweeping scratch removes what is older, and only that', async () => {
  const old = scratch.file()
  await writeFile(old.path, 'left by a crash')
  expect(await scratch.sweep(Date.now() - 60_000)).toBe(0)
  expect(await scratch.sweep(Date.now() + 60_000)).toBe(1)
  expect(await everything()).toEqual([])
})
