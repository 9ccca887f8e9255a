import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#lib/server/database/database.ts'
import { openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { openResultProvider, type ResultProvider } from '#lib/server/testing/result-provider.ts'
import { makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'
import type { BlobStore } from './blob-store.ts'
import { download } from './download.ts'

// One set of rooms for all: none of these may leave a row or scratch in them.
let rooms: MediaRooms
let provider: ResultProvider
let clip: Buffer
beforeAll(async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  rooms = await openMediaRooms(database)
  provider = await openResultProvider()
  await makeVideo(rooms.sample('clip.mp4'), { width: 320, height: 180, seconds: 1, audio: true })
  clip = await rooms.readSample('clip.mp4')
})
beforeEach(() => provider.give('/clip', clip))
afterAll(async () => {
  await provider.close()
  await rooms.close()
  await rooms.database.close()
})

const save = (...more: Parameters<ResultProvider['save']> extends [unknown, ...infer Rest] ? Rest : never) =>
  provider.save(rooms, ...more)

async function expectFailure(work: Promise<unknown>, kind: string, message = /./) {
  await expect(work).rejects.toMatchObject({
    name: 'ResultError',
    kind,
    message: expect.stringMatching(message),
  })
  expect(await rooms.database.db.selectFrom('media').selectAll().execute()).toEqual([])
  expect((await rooms.storedFiles()).filter((path) => path.startsWith('scratch'))).toEqual([])
}

describe('names what is wrong and leaves nothing:', () => {
  test('a dead address', () => expectFailure(save({ url: `${provider.origin}/gone` }), 'dead', /404/))

  test('an address of a private network', () =>
    expectFailure(save({ url: 'https://127.0.0.1/clip' }), 'temporary', /private network/))

  test('a provider that is down', async () => {
    const url = 'http://127.0.0.1:1/'
    const rules = { trustedOrigins: new Set(['http://127.0.0.1:1']) }
    const work = save({ url }, { download: (scratch, request) => download(rules, scratch, request) })
    await expectFailure(work, 'temporary')
  })

  test('a connection that breaks', async () => {
    provider.answers.set('/clip', (response) => {
      response.writeHead(200, { 'content-length': clip.byteLength })
      response.write(clip.subarray(0, 20_000), () => response.destroy())
    })
    await expectFailure(save(), 'truncated')
  })

  test('a file cut short by the provider itself', async () => {
    provider.give('/clip', clip.subarray(0, Math.floor(clip.byteLength * 0.6)))
    await expectFailure(save(), 'truncated', /incomplete/)
  })

  test('a clip with a hole in it', async () => {
    const holed = Buffer.from(clip)
    holed.fill(0, Math.floor(holed.byteLength * 0.4), Math.floor(holed.byteLength * 0.6))
    provider.give('/clip', holed)
    await expectFailure(save(), 'undecodable', /damaged/)
  })

  test('a page', async () => {
    provider.give('/clip', '<!doctype html><title>Sign in</title>')
    await expectFailure(save(), 'undecodable')
  })

  test('a sound', async () => {
    await makeTone(rooms.sample('t.wav'), { seconds: 1, hz: 440 })
    const sound = await rooms.readSample('t.wav')
    provider.give('/clip', sound)
    await expectFailure(save(), 'undecodable', /not a clip/)
  })

  test('a clip beyond the limit', () => expectFailure(save({}, { clipLimit: 1000 }), 'storage', /more than/))

  test('a storage that gives back other bytes', async () => {
    const blobs: BlobStore = { ...rooms.blobs, hash: async () => '0'.repeat(64) }
    await expectFailure(save({}, { blobs }), 'storage', /read back/)
  })

  test('a storage that is full', async () => {
    const blobs: BlobStore = { ...rooms.blobs, adopt: () => Promise.reject(new Error('ENOSPC')) }
    await expectFailure(save({}, { blobs }), 'storage')
  })

  test('a worker that stops', async () => {
    await expectFailure(save({ signal: AbortSignal.abort() }), 'temporary')
  })
})
