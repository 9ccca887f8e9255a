import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { readEnv } from '#lib/server/env.ts'
import { signMediaToken } from '#lib/server/media/signed-address.ts'
import type { Services } from '#lib/server/services.ts'
import { MEMBER, openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makePhoto, makeVideo } from '#lib/server/testing/sample-media.ts'
import * as references from '../references/[token]/route.ts'
import * as media from './[id]/route.ts'
import * as preview from './[id]/preview/route.ts'
import * as sprite from './[id]/sprite/route.ts'
import * as fromAddress from './from-address/route.ts'
import * as uploads from './route.ts'

const SECRET = 'a secret of the tests'

let rooms: MediaRooms
let member: MemberPrincipal | undefined = MEMBER
let photo: Buffer
let id: string

beforeAll(async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  rooms = await openMediaRooms(database)
  const env = readEnv({}, { directory: '/tmp', hostNames: [] })
  const services: Partial<Services> = {
    ...rooms,
    env,
    limits: env.limits,
    mediaSecret: SECRET,
    log: () => {},
    authenticate: async () => member,
    download: () => Promise.reject(new Error('nothing is fetched here')),
  }
  globalThis.seedreelServices = Promise.resolve(services as Services)
  await makePhoto(rooms.sample('p.jpg'), { width: 400, height: 300 })
  photo = await rooms.readSample('p.jpg')
  id = (await (await put(photo, '?fileName=beach.jpg')).json()).id
})
afterAll(async () => {
  globalThis.seedreelServices = undefined
  await rooms.close()
  await rooms.database.close()
})

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

function ask(handler: Handler, params: Record<string, string>, init: RequestInit = {}, query = '') {
  const headers = { host: 'localhost:3000', ...(init.headers as Record<string, string> | undefined) }
  const request = new Request(`http://localhost/x${query}`, { ...init, headers })
  return handler(request, { params: Promise.resolve(params) })
}

function put(bytes: Uint8Array, query: string, headers: Record<string, string> = {}) {
  const init = {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-length': String(bytes.byteLength), ...headers },
  }
  return ask(uploads.PUT, {}, init, query)
}

describe('PUT /api/media', () => {
  test('answers 201 for a new file and 200 for one that is there', async () => {
    await makeVideo(rooms.sample('v.mp4'), { width: 320, height: 180, seconds: 1 })
    const clip = await rooms.readSample('v.mp4')
    const first = await put(clip, '?fileName=v.mp4')
    expect([first.status, await first.json()]).toMatchObject([201, { kind: 'video', fileName: 'v.mp4' }])
    expect((await put(clip, '?fileName=w.mp4')).status).toBe(200)
  })

  test.each([
    [400, '', {}],
    [400, '?fileName=x&other=1', {}],
    [400, '?fileName=..%2F..%2Fx.jpg', {}],
    [400, '?fileName=a%00b.jpg', {}],
    [400, '?fileName=x', { 'content-length': '7' }],
    [400, '?fileName=x', { 'x-content-sha256': 'abc' }],
    [403, '?fileName=x', { origin: 'https://evil.example' }],
    [421, '?fileName=x', { host: 'evil.example' }],
    [413, '?fileName=x', { 'content-length': '999999999' }],
  ])('answers %i for %j with %j', async (status, query, headers) => {
    const before = await rooms.storedFiles()
    expect((await put(Buffer.concat([photo, Buffer.from([status])]), query, headers)).status).toBe(status)
    expect(await rooms.storedFiles()).toEqual(before)
  })

  test('answers 415 for a page that is called a picture', async () => {
    const answer = await put(Buffer.from('<!doctype html><title>x</title>'), '?fileName=photo.png')
    expect([answer.status, await answer.json()]).toMatchObject([
      415,
      { error: { code: 'unsupported_media' } },
    ])
  })
})

describe('GET /api/media/…', () => {
  test('the bytes, a range of them, and the headers alone', async () => {
    expect(Buffer.from(await (await ask(media.GET, { id })).arrayBuffer())).toEqual(photo)
    const part = await ask(media.GET, { id }, { headers: { range: 'bytes=-5' } })
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, photo.subarray(-5)])
    const head = await ask(media.HEAD, { id }, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), head.body]).toEqual([
      200,
      String(photo.byteLength),
      null,
    ])
  })

  test('its preview; a photo has no sprite', async () => {
    const picture = await ask(preview.GET, { id })
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp'])
    await picture.body?.cancel()
    expect((await ask(sprite.GET, { id })).status).toBe(404)
  })

  test('a download under a name', async () => {
    const answer = await ask(media.GET, { id }, {}, '?download=')
    expect(answer.headers.get('content-disposition')).toContain('filename="beach.jpg"')
    await answer.body?.cancel()
  })

  test.each([
    [404, 'med_none'],
    [400, '../../etc/passwd'],
    [400, 'MED_1'],
    [400, 'x'.repeat(65)],
  ])('answers %i for the id %j', async (status, wrong) => {
    for (const handler of [media.GET, preview.GET, sprite.GET]) {
      expect((await ask(handler, { id: wrong })).status).toBe(status)
    }
  })

  test('answers 416 for a range that is not there', async () => {
    expect((await ask(media.GET, { id }, { headers: { range: 'bytes=99999999-' } })).status).toBe(416)
  })
})

describe('without a session', () => {
  beforeAll(() => {
    member = undefined
  })
  afterAll(() => {
    member = MEMBER
  })

  test('nothing of it answers', async () => {
    expect((await put(photo, '?fileName=x')).status).toBe(401)
    for (const handler of [media.GET, preview.GET, sprite.GET])
      expect((await ask(handler, { id })).status).toBe(401)
    const init = { method: 'POST', body: '{"url":"https://example.com/x.png"}' }
    expect((await ask(fromAddress.POST, {}, init)).status).toBe(401)
  })

  test('but a signed address does, until its time is over', async () => {
    const answer = await ask(references.GET, { token: signMediaToken(SECRET, id, rooms.now + 1000) })
    expect([answer.status, Buffer.from(await answer.arrayBuffer())]).toEqual([200, photo])
    const late = await ask(references.GET, { token: signMediaToken(SECRET, id, rooms.now) })
    expect(late.status).toBe(404)
    expect((await ask(references.GET, { token: id })).status).toBe(404)
  })
})
