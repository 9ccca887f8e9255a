import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import OpenAI, {
  APIConnectionError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
  toFile,
} from 'openai'
import { describe, expect, test } from 'vitest'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { openTestSandbox, type TestSandbox } from './testing/open-test-sandbox.ts'

function clientOf(server: TestSandbox, apiKey = 'sk-test'): OpenAI {
  return new OpenAI({ baseURL: `${server.origin}/sandbox/v1`, apiKey, maxRetries: 0 })
}

/** The client's own type knows OpenAI's models only; the wire takes any. */
const MODEL = 'doubao-seedance-2-0-260128' as OpenAI.VideoModel

describe('the openai client', () => {
  test('creates with a file, retrieves, downloads and deletes', async () => {
    await using server = await openTestSandbox()
    const client = clientOf(server)
    const photo = join(server.directory, 'photo.jpg')
    await makePhoto(photo, { width: 640, height: 360 })
    const video = await client.videos.create({
      model: MODEL,
      prompt: 'She turns to the camera',
      seconds: '8',
      size: '1280x720',
      input_reference: await toFile(readFile(photo), 'photo.jpg', { type: 'image/jpeg' }),
    })
    expect(video).toMatchObject({
      object: 'video',
      status: 'queued',
      seconds: '8',
      size: '1280x720',
      progress: 0,
    })
    expect(video.id).toMatch(/^video_/)
    await server.sandbox.rendered()
    const done = await client.videos.retrieve(video.id)
    expect(done).toMatchObject({ status: 'completed', progress: 100, error: null, model: MODEL })
    expect(done.completed_at).toBe(server.clock.time / 1000)
    expect(done.expires_at).toBe(server.clock.time / 1000 + 86_400)
    const content = await client.videos.downloadContent(video.id)
    expect(content.headers.get('content-type')).toBe('video/mp4')
    expect(
      Buffer.from(await content.arrayBuffer())
        .subarray(4, 8)
        .toString(),
    ).toBe('ftyp')
    expect(await client.videos.delete(video.id)).toEqual({
      id: video.id,
      object: 'video.deleted',
      deleted: true,
    })
    await expect(client.videos.retrieve(video.id)).rejects.toBeInstanceOf(NotFoundError)
  })

  test('gets a thumbnail and a spritesheet that are pictures', async () => {
    await using server = await openTestSandbox()
    const client = clientOf(server)
    const { id } = await client.videos.create({ model: MODEL, prompt: 'A lake' })
    await server.sandbox.rendered()
    const head = async (variant: 'thumbnail' | 'spritesheet') => {
      const answer = await client.videos.downloadContent(id, { variant })
      return [
        answer.headers.get('content-type'),
        Buffer.from(await answer.arrayBuffer()).subarray(0, 12),
      ] as const
    }
    const [[thumbnailType, thumbnail], [sheetType, sheet]] = [
      await head('thumbnail'),
      await head('spritesheet'),
    ]
    expect([thumbnailType, thumbnail.subarray(8, 12).toString()]).toEqual(['image/webp', 'WEBP'])
    expect([sheetType, sheet.readUInt16BE(0)]).toEqual(['image/jpeg', 0xffd8])
  })

  test('pages through the list by itself, in both orders', async () => {
    await using server = await openTestSandbox()
    const client = clientOf(server)
    const ids: string[] = []
    for (let index = 0; index < 5; index += 1) {
      ids.push((await client.videos.create({ model: MODEL, prompt: `Take ${index}` })).id)
    }
    const read = async (order: 'asc' | 'desc') => {
      const found: string[] = []
      for await (const video of client.videos.list({ limit: 2, order })) found.push(video.id)
      return found
    }
    expect(await read('asc')).toEqual(ids)
    expect(await read('desc')).toEqual(ids.toReversed())
    expect((await client.videos.list({ limit: 0 })).data).toEqual([])
  })

  test('gives nested extras and a content array, however the client spells them', async () => {
    await using server = await openTestSandbox()
    const photo = join(server.directory, 'photo.jpg')
    await makePhoto(photo, { width: 640, height: 360 })
    const url = `data:image/jpeg;base64,${(await readFile(photo)).toString('base64')}`
    const content = [
      { type: 'text', text: 'The hero from Image 1 walks' },
      { type: 'image_url', image_url: { url }, role: 'reference_image', name: 'hero' },
    ]
    const extras = { content, metadata: { ratio: '9:16', watermark: true } }
    for (const body of [extras, { ...extras, content: JSON.stringify(content) }]) {
      const { id } = await clientOf(server).videos.create({ model: MODEL, prompt: 'Walk', ...body })
      expect(await server.get(id)).toMatchObject({ ratio: '9:16' })
    }
  })

  test('gets its typed errors with code and param', async () => {
    await using server = await openTestSandbox({ key: 'right' })
    const client = clientOf(server, 'right')
    const failure = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error)
    const tooLong = await failure(
      client.post('/videos', { body: { model: MODEL, prompt: 'x', seconds: '99' } }),
    )
    expect(tooLong).toBeInstanceOf(BadRequestError)
    expect(tooLong).toMatchObject({
      code: 'InvalidParameter',
      param: expect.any(String),
      requestID: expect.any(String),
    })
    expect(await failure(clientOf(server, 'wrong').videos.list())).toBeInstanceOf(AuthenticationError)
    expect(await failure(client.videos.retrieve('video_none'))).toBeInstanceOf(NotFoundError)
    expect(await failure(client.videos.create({ model: MODEL, prompt: 'x #429' }))).toBeInstanceOf(
      RateLimitError,
    )
    expect(await failure(client.videos.create({ model: MODEL, prompt: 'x #500' }))).toBeInstanceOf(
      InternalServerError,
    )
    expect(await failure(client.videos.create({ model: MODEL, prompt: 'x #drop-before' }))).toBeInstanceOf(
      APIConnectionError,
    )
  })
})

describe('videos', () => {
  test('have no content and cannot be deleted before they are done', async () => {
    await using server = await openTestSandbox()
    const { body } = await server.call('POST', '/v1/videos', { model: MODEL, prompt: 'x #stall' })
    const path = `/v1/videos/${String(body['id'])}`
    expect((await server.call('GET', path)).body).toMatchObject({ status: 'in_progress' })
    expect(await server.call('GET', `${path}/content`)).toMatchObject({ status: 400 })
    expect(await server.call('DELETE', path)).toMatchObject({ status: 400 })
  })

  test('are read in ranges', async () => {
    await using server = await openTestSandbox()
    const { body } = await server.call('POST', '/v1/videos', { model: MODEL, prompt: 'x' })
    await server.sandbox.rendered()
    const address = `${server.origin}/sandbox/v1/videos/${String(body['id'])}/content`
    const headers = { authorization: 'Bearer sk-test' }
    const whole = Buffer.from(await (await fetch(address, { headers })).arrayBuffer())
    for (const [range, status, part] of [
      ['bytes=0-9', 206, whole.subarray(0, 10)],
      [`bytes=${whole.length - 3}-`, 206, whole.subarray(-3)],
      ['bytes=-5', 206, whole.subarray(-5)],
      ['bytes=10-99999999', 206, whole.subarray(10)],
      [`bytes=${whole.length}-`, 416, Buffer.alloc(0)],
      ['bytes=0-1,3-4', 200, whole],
    ] as const) {
      const answer = await fetch(address, { headers: { ...headers, range } })
      expect({ range, status: answer.status }).toEqual({ range, status })
      expect(Buffer.from(await answer.arrayBuffer()).equals(part)).toBe(true)
    }
    expect((await fetch(address)).status).toBe(401)
  })

  test.each(['limit=101', 'limit=x', 'order=up', 'after=nobody'])('the list refuses ?%s', async (query) => {
    await using server = await openTestSandbox()
    const { status } = await server.call('GET', `/v1/videos?${query}`)
    expect([400, 404]).toContain(status)
  })
})
