import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#lib/server/database/database.ts'
import { MEMBER, openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { openResultProvider, type ResultProvider } from '#lib/server/testing/result-provider.ts'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { download } from './download.ts'
import { importAddress } from './from-address.ts'
import { REFERENCE_SIZE_LIMITS } from './receive.ts'

let rooms: MediaRooms
let web: ResultProvider
let photo: Buffer
beforeAll(async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  rooms = await openMediaRooms(database)
  web = await openResultProvider()
  await makePhoto(rooms.sample('p.jpg'), { width: 400, height: 300 })
  photo = await rooms.readSample('p.jpg')
  web.give('/pictures/My%20beach.jpg?size=large', photo)
  web.give('/page', '<!doctype html><title>x</title>')
  web.give('/cut.jpg', photo.subarray(0, photo.byteLength / 2))
  web.answers.set('/down', (response) => void response.writeHead(503).end())
})
afterAll(async () => {
  await web.close()
  await rooms.close()
  await rooms.database.close()
})

const add = (url: string, limits = REFERENCE_SIZE_LIMITS) =>
  importAddress(
    {
      ...rooms,
      limits,
      download: (scratch, request) => download({ trustedOrigins: new Set([web.origin]) }, scratch, request),
    },
    MEMBER,
    { url },
  )

test.each([
  ['/page', 415, /not a picture/],
  ['/cut.jpg', 422, /damaged or incomplete/],
  ['/nothing', 422, /404/],
  ['/down', 422, /503/],
  ['/pictures/My%20beach.jpg?size=large', 413, /at most|more than/],
])('refuses %s with %i and keeps nothing', async (path, status, message) => {
  const limits = status === 413 ? { image: 100, video: 100, audio: 100 } : REFERENCE_SIZE_LIMITS
  await expect(add(web.origin + path, limits)).rejects.toMatchObject({
    status,
    message: expect.stringMatching(message),
  })
  expect(await rooms.storedFiles()).toEqual([])
})

test.each([
  'https://127.0.0.1/x.jpg',
  'https://169.254.169.254/',
  'http://example.com/x.jpg',
  'file:///etc/passwd',
  'x',
])('refuses the address %s with 400', async (url) => {
  await expect(add(url)).rejects.toMatchObject({ status: 400, retryable: false })
  expect(await rooms.storedFiles()).toEqual([])
})

test('keeps a picture like an upload, under the name in its address', async () => {
  const { file, isNew } = await add(`${web.origin}/pictures/My%20beach.jpg?size=large`)
  expect(isNew).toBe(true)
  expect(file).toMatchObject({
    kind: 'image',
    fileName: 'My beach.jpg',
    width: 400,
    height: 300,
    bytes: photo.byteLength,
  })
  const [row] = await rooms.database.db.selectFrom('media').selectAll().execute()
  expect(row?.origin).toBe('address')
  expect(await rooms.storedFiles()).toHaveLength(2)
})
