import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReferenceKind } from '#lib/seedance/request.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import type { DeliverableReference } from '#lib/server/generations/media-access.ts'
import { MEMBER, openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { createReferenceDelivery, createReferenceResolver, type DeliveryServices } from './deliver.ts'
import { ingestUpload } from './ingest.ts'
import { findMedia } from './media-store.ts'
import { readMedia, readReference } from './read-media.ts'
import { REFERENCE_SIZE_LIMITS } from './receive.ts'
import { readMediaToken, signMediaToken } from './signed-address.ts'

const SECRET = 'a secret of the tests'
const ARK: DeliveryServices['access'] = { image: ['data', 'url'], video: ['url'], audio: ['data', 'url'] }
const HOUR = 3_600_000

let rooms: MediaRooms
let photo: MediaRow
let photoBytes: Buffer
beforeAll(async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  rooms = await openMediaRooms(database)
  await makePhoto(rooms.sample('p.jpg'), { width: 400, height: 300 })
  photoBytes = await rooms.readSample('p.jpg')
  const { file } = await ingestUpload({ ...rooms, limits: REFERENCE_SIZE_LIMITS }, MEMBER, {
    fileName: 'p.jpg',
    body: new Blob([new Uint8Array(photoBytes)]).stream(),
    contentLength: String(photoBytes.byteLength),
  })
  const row = await findMedia(database.db, MEMBER, file.id)
  if (!row) throw new Error('the photo was not kept')
  photo = row
})
afterAll(async () => {
  await rooms.close()
  await rooms.database.close()
})

function deliveryTo(services: Partial<DeliveryServices>) {
  const usual = {
    mediaSecret: SECRET,
    publicUrl: undefined,
    providerUrl: 'https://ark.example.com/api/v3',
    access: ARK,
  }
  return createReferenceDelivery({ ...rooms, ...usual, ...services })
}

function item(kind: ReferenceKind, media: Partial<MediaRow> = {}): DeliverableReference {
  const row = { ...photo, kind, ...media }
  return {
    reference: { id: 'ref_1', kind, role: `reference_${kind}`, name: 'a', mediaId: row.id },
    media: row,
  }
}

describe('a provider is given', () => {
  test('the bytes themselves, where it takes them', async () => {
    const answer = await deliveryTo({}).address(item('image'))
    expect(answer).toEqual({ ok: true, url: `data:image/jpeg;base64,${photoBytes.toString('base64')}` })
  })

  test('a signed address under PUBLIC_URL, where it takes no bytes', async () => {
    const answer = await deliveryTo({ publicUrl: 'https://studio.example.com' }).address(item('video'))
    const url = answer.ok ? answer.url : ''
    expect(url).toMatch(/^https:\/\/studio\.example\.com\/api\/references\/[\w.-]+$/)
    expect(readMediaToken(SECRET, url.split('/').at(-1) ?? '', rooms.now + 72 * HOUR)).toBe(photo.id)
    expect(readMediaToken(SECRET, url.split('/').at(-1) ?? '', rooms.now + 74 * HOUR)).toBeUndefined()
  })

  test("a person's own address as it is", async () => {
    const reference = { ...item('video').reference, url: 'https://example.com/v.mp4' }
    expect(await deliveryTo({}).address({ reference })).toEqual({
      ok: true,
      url: 'https://example.com/v.mp4',
    })
  })

  test('addresses instead of bytes, for every file, when the bytes are too many for one request', async () => {
    const delivery = deliveryTo({ publicUrl: 'https://studio.example.com' })
    const together = [item('image'), item('image', { bytes: 47 * 1024 * 1024 })]
    expect(await delivery.address(together[0]!, together)).toMatchObject({
      url: expect.stringMatching(/^https:/),
    })
    expect(await delivery.address(together[0]!, [together[0]!])).toMatchObject({
      url: expect.stringMatching(/^data:/),
    })
  })
})

describe('what cannot be reached is said before anything is sent:', () => {
  test.each([
    ['no PUBLIC_URL', undefined, 'https://ark.example.com', /clips.*Set PUBLIC_URL/],
    [
      'a PUBLIC_URL of this machine',
      'http://localhost:3000',
      'https://ark.example.com',
      /PUBLIC_URL \(http:\/\/localhost:3000\) cannot be reached/,
    ],
    [
      'a PUBLIC_URL of a private network',
      'http://192.168.1.4:3000',
      'https://ark.example.com',
      /cannot be reached/,
    ],
    ['a PUBLIC_URL of a home network', 'http://nas.local', 'https://ark.example.com', /cannot be reached/],
  ])('%s', (_name, publicUrl, providerUrl, message) => {
    const delivery = deliveryTo({ publicUrl, providerUrl })
    expect(delivery.canReach(item('video'))).toMatchObject({
      ok: false,
      reason: { en: expect.stringMatching(message) },
    })
    expect(delivery.reach('video').ok).toBe(false)
    expect(delivery.canReach(item('image'))).toEqual({ ok: true })
    expect(delivery.reach('image')).toEqual({ ok: true })
  })

  test('pictures that are too many, with no PUBLIC_URL', () => {
    const together = [item('image', { bytes: 30 * 1024 * 1024 }), item('image', { bytes: 30 * 1024 * 1024 })]
    expect(deliveryTo({}).canReach(together[0]!, together)).toMatchObject({
      ok: false,
      reason: { en: expect.stringMatching(/too large.*64 MB.*Set PUBLIC_URL/) },
    })
  })

  test('a kind that the provider never takes', () => {
    const access = { image: ['data'], video: [], audio: [] } as const
    expect(deliveryTo({ access, publicUrl: 'https://studio.example.com' }).reach('audio')).toEqual({
      ok: false,
      reason: { en: 'This provider takes no sounds.', zh: '这个服务商不接受音频。' },
    })
  })

  test('a file that is gone', () => {
    const { reference } = item('image')
    expect(deliveryTo({}).canReach({ reference })).toMatchObject({ ok: false })
  })
})

test('a provider in the same private network may be given its addresses', () => {
  const delivery = deliveryTo({
    publicUrl: 'http://192.168.1.4:3000',
    providerUrl: 'http://192.168.1.9/api/v3',
  })
  expect(delivery.reach('video')).toEqual({ ok: true })
})

describe('the sandbox of this process', () => {
  const resolverFor = (publicUrl?: string) =>
    createReferenceResolver({ ...rooms, mediaSecret: SECRET, publicUrl })
  const sandbox = {
    providerUrl: undefined,
    access: { image: ['url'], video: ['url'], audio: ['url'] },
  } as const

  test.each([undefined, 'http://127.0.0.1:3000'])(
    'reads our addresses with PUBLIC_URL %s',
    async (publicUrl) => {
      const answer = await deliveryTo({ ...sandbox, publicUrl }).address(item('video'))
      const response = await resolverFor(publicUrl)(new URL(answer.ok ? answer.url : ''))
      expect(response?.status).toBe(200)
      expect(response?.headers.get('cache-control')).toBe('private, no-store')
      expect(Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(photoBytes)
    },
  )

  test('is answered 404 for a forged address, and nothing for an address that is not ours', async () => {
    const resolve = resolverFor('http://127.0.0.1:3000')
    expect((await resolve(new URL('http://127.0.0.1:3000/api/references/x')))?.status).toBe(404)
    expect(await resolve(new URL('http://127.0.0.1:3000/api/media/x'))).toBeUndefined()
    expect(await resolve(new URL('https://example.com/api/references/x'))).toBeUndefined()
  })
})

describe('a signed address', () => {
  const token = signMediaToken(SECRET, 'med_1', 1_000_000)

  test('opens one file until its moment', () => {
    expect(readMediaToken(SECRET, token, 999_999)).toBe('med_1')
    expect(readMediaToken(SECRET, token, 1_000_000)).toBeUndefined()
  })

  test.each([
    ['another secret', () => readMediaToken('other', token, 0)],
    ['another file', () => readMediaToken(SECRET, token.replace('med_1', 'med_2'), 0)],
    ['a later moment', () => readMediaToken(SECRET, token.replace('.rs.', '.zz.'), 0)],
    ['a shorter signature', () => readMediaToken(SECRET, token.slice(0, -1), 0)],
    ['more behind it', () => readMediaToken(SECRET, `${token}.x`, 0)],
    ['nothing', () => readMediaToken(SECRET, '', 0)],
  ])('does not open with %s', (_name, read) => expect(read()).toBeUndefined())

  test('is read with Range', async () => {
    const mine = signMediaToken(SECRET, photo.id, rooms.now + HOUR)
    const request = new Request('http://studio/x', { headers: { range: 'bytes=0-3' } })
    const response = await readReference({ ...rooms, mediaSecret: SECRET }, request, mine)
    expect(response.status).toBe(206)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(photoBytes.subarray(0, 4))
  })

  test('is gone with its file', async () => {
    const lost = signMediaToken(SECRET, 'med_lost', rooms.now + HOUR)
    const reading = readReference({ ...rooms, mediaSecret: SECRET }, new Request('http://studio/x'), lost)
    await expect(reading).rejects.toMatchObject({ status: 404 })
  })
})

describe('a member', () => {
  const read = (id: string, download?: string, principal = MEMBER) =>
    readMedia(rooms, principal, new Request('http://studio/x'), { id, download })

  test('reads a file of the team', async () => {
    const response = await read(photo.id)
    expect(
      createHash('sha256')
        .update(await response.bytes())
        .digest('hex'),
    ).toBe(photo.sha256)
    expect(response.headers.get('content-disposition')).toBeNull()
  })

  test.each([
    ['My take.jpg', 'attachment; filename="My take.jpg"; filename*=UTF-8\'\'My%20take.jpg'],
    ['../../x.jpg', 'attachment; filename="x.jpg"; filename*=UTF-8\'\'x.jpg'],
    ['', 'attachment; filename="p.jpg"; filename*=UTF-8\'\'p.jpg'],
  ])('downloads it as %j', async (name, header) => {
    const response = await read(photo.id, name)
    await response.body?.cancel()
    expect(response.headers.get('content-disposition')).toBe(header)
  })

  test("finds nothing of another team's", async () => {
    await expect(read(photo.id, undefined, { ...MEMBER, teamId: 'team_other' })).rejects.toMatchObject({
      status: 404,
    })
    await expect(read('med_none')).rejects.toMatchObject({ status: 404 })
  })
})
