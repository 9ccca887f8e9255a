import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BlobStore } from './blob-store.ts'
import { createDiskStore } from './disk.ts'
import { createScratch } from './scratch.ts'
import { attachment, serveBlob, type ServedBlob } from './serve-blob.ts'

const SIZE = 300_000
const content = randomBytes(SIZE)
const BLOB: ServedBlob = { key: 'media/ab/abc', etag: 'abc', mime: 'video/mp4', cache: 'private' }

let directory: string
let blobs: BlobStore
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-serve-'))
  blobs = createDiskStore({ directory, scratch: createScratch(join(directory, 'scratch')) })
  await blobs.write(BLOB.key, content)
  await blobs.write('media/empty', new Uint8Array())
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const ask = (headers: Record<string, string> = {}, method = 'GET', blob: Partial<ServedBlob> = {}) =>
  serveBlob(blobs, new Request('http://studio/x', { method, headers }), { ...BLOB, ...blob })
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

test('serves all of it, to be kept by one browser and run by none', async () => {
  const response = await ask()
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toEqual({
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-length': String(SIZE),
    'content-security-policy': "sandbox; default-src 'none'",
    'content-type': 'video/mp4',
    'cross-origin-resource-policy': 'same-origin',
    etag: '"abc"',
    'x-content-type-options': 'nosniff',
  })
  expect(await bytesOf(response)).toEqual(content)
})

describe('a range', () => {
  test.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-', 0, SIZE - 1],
    ['bytes=262143-262145', 262_143, 262_145],
    ['bytes=299999-', SIZE - 1, SIZE - 1],
    ['bytes=100-9999999', 100, SIZE - 1],
    ['bytes=-1', SIZE - 1, SIZE - 1],
    ['bytes=-9999999', 0, SIZE - 1],
    ['Bytes = 5 - 9', 5, 9],
  ])('%s', async (range, start, end) => {
    const response = await ask({ range })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${SIZE}`)
    expect(response.headers.get('content-length')).toBe(String(end - start + 1))
    expect(await bytesOf(response)).toEqual(content.subarray(start, end + 1))
  })

  test.each(['bytes=300000-', 'bytes=300000-300001', 'bytes=-0'])('%s cannot be satisfied', async (range) => {
    await expect(ask({ range })).rejects.toMatchObject({ status: 416 })
  })

  test.each(['bytes=', 'bytes=-', 'bytes=9-5', 'bytes=0-1,5-6', 'items=0-1', 'bytes=a-b', '0-5'])(
    '%s is none, so everything is served',
    async (range) => {
      const response = await ask({ range })
      expect(response.status).toBe(200)
      expect(await bytesOf(response)).toHaveLength(SIZE)
    },
  )

  test.each([
    ['"abc"', 206],
    ['"other"', 200],
    ['W/"abc"', 200],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 200],
  ])('under If-Range %s answers %i', async (condition, status) => {
    const response = await ask({ range: 'bytes=0-9', 'if-range': condition })
    expect(response.status).toBe(status)
    expect(await bytesOf(response)).toHaveLength(status === 206 ? 10 : SIZE)
  })
})

describe('what the browser has', () => {
  test.each(['"abc"', 'W/"abc"', '"x", "abc"', '*'])('%s is not sent again', async (known) => {
    const response = await ask({ 'if-none-match': known, range: 'bytes=0-9' })
    expect(response.status).toBe(304)
    expect(response.body).toBeNull()
    expect(response.headers.get('etag')).toBe('"abc"')
    expect(response.headers.get('cache-control')).toContain('immutable')
  })

  test('is sent again when it is something else', async () => {
    expect((await ask({ 'if-none-match': '"ab"' })).status).toBe(200)
  })
})

test('HEAD answers with the headers alone', async () => {
  const response = await ask({ range: 'bytes=0-9' }, 'HEAD')
  expect(response.status).toBe(206)
  expect(response.headers.get('content-length')).toBe('10')
  expect(response.body).toBeNull()
})

test('an empty blob is served as nothing', async () => {
  const response = await ask({}, 'GET', { key: 'media/empty' })
  expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
    200,
    '0',
    '',
  ])
})

test('a blob that is gone is 404', async () => {
  await expect(ask({}, 'GET', { key: 'media/zz' })).rejects.toMatchObject({ status: 404 })
})

test('a signed address is kept by nobody', async () => {
  const response = await ask({}, 'GET', { cache: 'none' })
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  await response.body?.cancel()
})

test('a player that goes away in the middle is let go', async () => {
  const response = await ask()
  const reader = response.body?.getReader()
  expect((await reader?.read())?.value?.byteLength).toBe(256 * 1024)
  await reader?.cancel()
})

test.each([
  ['Take 3.mp4', `attachment; filename="Take 3.mp4"; filename*=UTF-8''Take%203.mp4`],
  ['海边 "5".mp4', `attachment; filename="__ _5_.mp4"; filename*=UTF-8''%E6%B5%B7%E8%BE%B9%20%225%22.mp4`],
  [
    'a\r\nset-cookie: x.mp4',
    `attachment; filename="a__set-cookie_ x.mp4"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20x.mp4`,
  ],
  ["it's (1)*.mp4", `attachment; filename="it_s (1)_.mp4"; filename*=UTF-8''it%27s%20%281%29%2A.mp4`],
  ['half \ud83d.mp4', `attachment; filename="half _.mp4"; filename*=UTF-8''half%20%EF%BF%BD.mp4`],
])('names the download %j', (name, header) => {
  expect(attachment(name)).toBe(header)
  expect(() => new Headers({ 'content-disposition': header })).not.toThrow()
})
