import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '#lib/api/app-error.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { MEMBER, openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makePhoto, makeVideo } from '#lib/server/testing/sample-media.ts'
import { ingestUpload, type Upload } from './ingest.ts'
import { REFERENCE_SIZE_LIMITS } from './receive.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

// One set of rooms for all: none of these may leave anything in them.
let rooms: MediaRooms
beforeAll(async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  rooms = await openMediaRooms(database)
})
afterAll(async () => {
  await rooms.close()
  await rooms.database.close()
})

function upload(bytes: Uint8Array, rest: Partial<Upload> = {}) {
  return ingestUpload({ ...rooms, limits: REFERENCE_SIZE_LIMITS }, MEMBER, {
    fileName: 'file.bin',
    body: new Blob([new Uint8Array(bytes)]).stream(),
    contentLength: String(bytes.byteLength),
    ...rest,
  })
}

const rows = () => rooms.database.db.selectFrom('media').selectAll().execute()

async function expectRefused(work: Promise<unknown>, status: number, message: RegExp) {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ status, message: expect.stringMatching(message) })
  expect(await rooms.storedFiles()).toEqual([])
  expect(await rows()).toEqual([])
}

describe('refuses and leaves nothing of', () => {
  test('a page that is called a picture', async () => {
    const page = Buffer.from('<!doctype html><title>x</title><script>alert(1)</script>')
    await expectRefused(upload(page, { fileName: 'photo.png' }), 415, /not a picture, clip or sound/)
  })

  test.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', /Pictures can be JPEG/],
    ['an XML SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', /XML file.*JPEG/],
    ['a PDF', '%PDF-1.7\n', /PDF file/],
    ['an iPhone photo', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', /HEIC photos.*JPEG, PNG or WebP/],
    ['an AVIF', '\0\0\0\x14ftypavif\0\0\0\0', /AVIF.*JPEG/],
    ['an M4A', '\0\0\0\x14ftypM4A \0\0\0\0', /M4A.*WAV or MP3/],
    ['a FLAC', 'fLaC\0\0\0\x22' + '\0'.repeat(40), /FLAC.*WAV or MP3/],
    ['a program', 'MZ\x90\0' + '\0'.repeat(100), /EXE file/],
  ])('%s', (_name, content, message) =>
    expectRefused(upload(Buffer.from(content, 'latin1'), { fileName: 'photo.jpg' }), 415, message),
  )

  test('a clip that is cut', async () => {
    await makeVideo(rooms.sample('v.mp4'), { width: 320, height: 180, seconds: 1 })
    const bytes = await rooms.readSample('v.mp4')
    await expectRefused(upload(bytes.subarray(0, bytes.byteLength - 2000)), 422, /incomplete/)
  })

  test('a picture that is cut', async () => {
    await makePhoto(rooms.sample('p.jpg'), { width: 600, height: 400 })
    const bytes = await rooms.readSample('p.jpg')
    await expectRefused(upload(bytes.subarray(0, bytes.byteLength / 2)), 422, /damaged or incomplete/)
  })

  test('an empty file', () => expectRefused(upload(new Uint8Array()), 400, /empty/))

  test('a picture beyond its cap, before its bytes have arrived', async () => {
    await makePhoto(rooms.sample('p.jpg'), { width: 600, height: 400 })
    const bytes = await rooms.readSample('p.jpg')
    let isCancelled: () => void
    const cancelled = new Promise<void>((resolve) => (isCancelled = resolve))
    let pulls = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(pulls++ === 0 ? bytes : new Uint8Array(1024 * 1024)),
      cancel: () => isCancelled(),
    })
    await expectRefused(
      upload(bytes, { body: endless, contentLength: String(31 * 1024 * 1024) }),
      413,
      /30 MB.*31 MB/,
    )
    // The browser is let finish within reason, so that it shows the answer at once.
    await cancelled
    expect(pulls).toBeGreaterThan(199)
    expect(pulls).toBeLessThan(210)
  })

  test.each([
    ['more', -1, /More bytes/],
    ['fewer', 1, /Fewer bytes/],
  ])('a file with %s bytes than were announced', async (_word, difference, message) => {
    await makePhoto(rooms.sample('p.jpg'), { width: 300, height: 300 })
    const bytes = await rooms.readSample('p.jpg')
    await expectRefused(upload(bytes, { contentLength: String(bytes.byteLength + difference) }), 400, message)
  })

  test('a file whose bytes changed on the way', async () => {
    await makePhoto(rooms.sample('p.jpg'), { width: 300, height: 300 })
    const bytes = await rooms.readSample('p.jpg')
    await expectRefused(upload(bytes, { declaredSha256: sha256(Buffer.from('other')) }), 400, /SHA-256/)
  })

  test.each([
    [{ contentLength: null }, /Content-Length/],
    [{ contentLength: '-1' }, /Content-Length/],
    [{ contentLength: '1e3' }, /Content-Length/],
    [{ declaredSha256: 'xyz' }, /64 hexadecimal/],
  ])('an upload with %j', async (rest, message) => {
    await expectRefused(upload(Buffer.from('x'), rest), 400, message)
  })

  test('an upload that breaks off', async () => {
    await makePhoto(rooms.sample('p.jpg'), { width: 1200, height: 800 })
    const bytes = await rooms.readSample('p.jpg')
    const chunks = [bytes.subarray(0, 80_000), bytes.subarray(80_000, 90_000)]
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = chunks.shift()
        if (chunk) controller.enqueue(chunk)
        else controller.error(new Error('aborted'))
      },
    })
    await expectRefused(upload(bytes, { body }), 400, /broke off/)
  })

  test('an upload whose browser goes away while it is inspected', async () => {
    await makeVideo(rooms.sample('v.mp4'), { width: 320, height: 180, seconds: 1 })
    const bytes = await rooms.readSample('v.mp4')
    const leaving = new AbortController()
    const inspector = {
      inspect: (...call: Parameters<typeof rooms.inspector.inspect>) => {
        queueMicrotask(() => leaving.abort())
        return rooms.inspector.inspect(...call)
      },
    }
    const body = new Blob([new Uint8Array(bytes)]).stream()
    const going = ingestUpload({ ...rooms, inspector, limits: REFERENCE_SIZE_LIMITS }, MEMBER, {
      fileName: 'v.mp4',
      body,
      contentLength: String(bytes.byteLength),
      signal: leaving.signal,
    })
    await expectRefused(going, 400, /broke off/)
  })
})
