import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { expect, test } from '@playwright/test'
import OpenAI, {
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  PermissionDeniedError,
  toFile,
} from 'openai'
import sharp from 'sharp'
import { GENERATION_STATES } from '#lib/generation/generation.ts'
import { BEEP_HZ, SEED_EXAMPLES } from '#lib/server/sandbox/testing/seed-examples.ts'
import { serveMedia } from '#lib/server/sandbox/testing/serve-media.ts'
import { createExamples } from '#components/settings/api/examples.ts'
import { decodeClip } from '#lib/server/testing/decode-clip.ts'
import { makePhoto, makeTone } from '#lib/server/testing/sample-media.ts'
import { type StudioProcess, startStudio } from '#lib/server/testing/studio-process.ts'
import { type Member, signIn } from './member.ts'

/* The studio as an endpoint: an unmodified client, plain HTTP with the seed's spellings, and what tokens may not. No browser. */

test.describe.configure({ mode: 'serial' })

const TASKS = '/api/v3/contents/generations/tasks'
/** The client's own type knows OpenAI's models only; the wire takes any. */
const MODEL = 'doubao-seedance-2-0-260128' as OpenAI.VideoModel

/** Fields of the seed's API go beside OpenAI's. */
const SMALL = { resolution: '480p' }

let directory: string
let studio: StudioProcess
let member: Member
let secret: string

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-endpoint-'))
  studio = await startStudio({ dataDir: join(directory, 'data') })
  member = await signIn(studio.ownerLink)
  secret = (await newToken({ scopes: ['read', 'generate'] })).secret
})

test.afterAll(async () => {
  if (process.env['STUDIO_LOG']) console.log(studio.output())
  await studio.stop()
  await rm(directory, { recursive: true, force: true })
})

const clientOf = (apiKey: string) => new OpenAI({ baseURL: `${studio.origin}/v1`, apiKey, maxRetries: 0 })

test('the openai client makes, watches, downloads and lists; the clip is in the gallery, and the key of a retry makes nothing twice', async () => {
  test.setTimeout(120_000)
  const client = clientOf(secret)
  const photo = join(directory, 'pier.jpg')
  await makePhoto(photo, { width: 864, height: 496 })
  const create = async () =>
    client.videos.create(
      {
        model: MODEL,
        prompt: 'The pier at dawn',
        seconds: '4',
        input_reference: await toFile(readFile(photo), 'pier.jpg', { type: 'image/jpeg' }),
        ...SMALL,
      },
      { headers: { 'Idempotency-Key': 'one-press' } },
    )
  const video = await create()
  expect(video).toMatchObject({
    object: 'video',
    status: 'queued',
    model: MODEL,
    seconds: '4',
    prompt: 'The pier at dawn',
  })
  expect((await create()).id).toBe(video.id)

  await expect
    .poll(async () => (await client.videos.retrieve(video.id)).status, { timeout: 90_000 })
    .toBe('completed')
  const done = await client.videos.retrieve(video.id)
  expect(done).toMatchObject({ progress: 100, error: null, size: '864x496' })

  const content = Buffer.from(await (await client.videos.downloadContent(video.id)).arrayBuffer())
  const address = String(Object(Object(done)['metadata'])['url'])
  expect(new URL(address).origin).toBe(studio.origin)
  const original = Buffer.from(await (await fetch(address)).arrayBuffer())
  expect(sha256(content)).toBe(sha256(original))
  const { body } = await member.get(`/api/generations/${video.id}`)
  expect(Object(body)).toMatchObject({
    state: 'succeeded',
    clip: { sha256: sha256(content) },
    recipe: { references: [{ kind: 'image', role: 'first_frame', name: 'pier' }] },
  })

  const gallery = await member.get('/api/gallery?q=pier')
  expect(gallery.body).toMatchObject({ total: 1, cards: [{ id: video.id, state: 'succeeded' }] })
  const listed = await client.videos.list({ limit: 10 })
  expect(listed.data.map(({ id }) => id)).toEqual([video.id])
  const thumbnail = await client.videos.downloadContent(video.id, { variant: 'thumbnail' })
  expect(thumbnail.headers.get('content-type')).toBe('image/webp')

  expect(await client.videos.delete(video.id)).toEqual({
    id: video.id,
    object: 'video.deleted',
    deleted: true,
  })
  await expect(client.videos.retrieve(video.id)).rejects.toBeInstanceOf(NotFoundError)
  expect((await member.get('/api/gallery?bin=1')).body).toMatchObject({ total: 1 })
})

test('curl sends every example request of the seed, and each is in the gallery', async () => {
  test.setTimeout(120_000)
  await using media = await serveMedia()
  for (const [name, background] of [
    ['red', '#c03030'],
    ['green', '#30c030'],
  ] as const)
    await sharp({ create: { width: 640, height: 360, channels: 3, background } })
      .png()
      .toFile(media.path(`${name}.png`))
  await makeTone(media.path('beep.wav'), { seconds: 3, hz: BEEP_HZ })
  const places = new Map<string, string>()
  for (const name of ['wide.jpg', 'tall.png', 'red.png', 'green.png', 'beep.wav'])
    places.set(`http://media/${name}`, await media.data(name, TYPES[extname(name)] ?? ''))

  // Clips come by their address alone: of the first one that was made here.
  const rendered = Object.values(SEED_EXAMPLES).find(({ body }) => body['watermark'] === true)?.body ?? {}
  const first = await curl('POST', TASKS, filled(rendered, places))
  const waited = async () => Object(await curl('GET', `${TASKS}/${String(first['id'])}`))
  await expect.poll(async () => (await waited()).status, { timeout: 60_000 }).toBe('succeeded')
  places.set('http://media/clip.mp4', (await waited()).content.video_url)

  const ids = [String(first['id'])]
  for (const [name, { body }] of Object.entries(SEED_EXAMPLES)) {
    const answer = await curl('POST', TASKS, filled(withoutRendering(body), places))
    expect(answer, name).toMatchObject({ id: expect.stringMatching(/^gen_/) })
    ids.push(String(answer['id']))
  }
  const shown = async () =>
    Object((await member.get(`/api/gallery?limit=100&state=${GENERATION_STATES.join(',')}`)).body).cards
  expect((await shown()).map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(ids))
  const stillOpen = async () =>
    (await shown()).filter(
      ({ id, state }: { id: string; state: string }) => ids.slice(1).includes(id) && state !== 'failed',
    )
  await expect.poll(stillOpen, { timeout: 60_000 }).toEqual([])
  // What the sandbox was asked to do: nothing went wrong before it.
  for (const id of ids.slice(1))
    expect(Object(await curl('GET', `${TASKS}/${id}`)).error).toMatchObject({ code: 'InternalServiceError' })
})

test('the example of the API’s page makes a clip as it is printed', async () => {
  const code = createExamples(studio.origin).find(({ name }) => name === 'JavaScript')?.code ?? ''
  const file = join(directory, 'lighthouse.mp4')
  // Where the packages are; and nobody waits here as long as for a real provider.
  const printed = code.replace("'lighthouse.mp4'", JSON.stringify(file)).replace('5000', '200')
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', printed], {
    env: { ...process.env, SEEDREEL_TOKEN: secret },
  })
  const clip = await decodeClip(file, [])
  expect(clip).toMatchObject({ width: 864, height: 496, frames: 96 })
})

test('one key makes one task, also for two who send it at the same moment', async () => {
  const body = { model: MODEL, prompt: 'Twice #fail:InternalServiceError', duration: 4 }
  const before = Object((await call('GET', TASKS)).answer)['total']
  const press = () => curl('POST', TASKS, body, ['Idempotency-Key: two at once'])
  const answers = await Promise.all([press(), press(), press()])
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  expect(Object((await call('GET', TASKS)).answer)['total']).toBe(before + 1)
  const other = await curl('POST', TASKS, { ...body, duration: 5 }, ['Idempotency-Key: two at once'])
  expect(other).toMatchObject({ error: { code: 'OperationDenied.InvalidState' } })
  const { secret: another } = await newToken({ scopes: ['generate'] })
  const own = await curl('POST', TASKS, body, ['Idempotency-Key: two at once'], another)
  expect(own['id']).not.toBe(answers[0]?.id)
})

test('a file of more than 10 MB comes through whole', async () => {
  const photo = await sharp(randomBytes(2200 * 1800 * 3), { raw: { width: 2200, height: 1800, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer()
  expect(photo.byteLength).toBeGreaterThan(11_000_000)
  const video = await clientOf(secret).videos.create({
    model: MODEL,
    prompt: 'Noise #fail:InternalServiceError',
    input_reference: await toFile(photo, 'noise.png', { type: 'image/png' }),
    ...SMALL,
  })
  const { body } = await member.get(`/api/generations/${video.id}`)
  const id = Object(body).recipe.references[0].mediaId
  expect(sha256(Buffer.from(await member.bytes(`/api/media/${id}`)))).toBe(sha256(photo))
})

test('MCP clients of both generations find the tools and use them', async () => {
  for (const mode of ['legacy', 'auto'] as const) {
    const client = new Client({ name: 'a story', version: '1' }, { versionNegotiation: { mode } })
    const requestInit = { headers: { authorization: `Bearer ${secret}` } }
    await client.connect(new StreamableHTTPClientTransport(new URL(`${studio.origin}/mcp`), { requestInit }))
    expect((await client.listTools()).tools).toHaveLength(5)
    const { structuredContent } = await client.callTool({ name: 'list_clips', arguments: { limit: 1 } })
    expect(Object(structuredContent).clips).toMatchObject([{ status: 'succeeded', page: expect.any(String) }])
    await client.close()
  }
})

test('what is wrong comes as the error that the client knows, at the caller’s own field', async () => {
  const client = clientOf(secret)
  await expect(clientOf('srl_wrong').videos.list()).rejects.toBeInstanceOf(AuthenticationError)
  const tooLong = client.videos.create({ model: MODEL, prompt: 'x', seconds: '99' as OpenAI.VideoSeconds })
  await expect(tooLong).rejects.toBeInstanceOf(BadRequestError)
  await expect(tooLong).rejects.toMatchObject({ status: 400, param: 'duration' })
  const reads = clientOf((await newToken({ scopes: ['read'] })).secret)
  const refused = reads.videos.create({ model: MODEL, prompt: 'x' })
  await expect(refused).rejects.toBeInstanceOf(PermissionDeniedError)
  await expect(refused).rejects.toThrow(/scopes read/)
  expect((await reads.videos.list({ limit: 1 })).data).toHaveLength(1)
})

test('the seed’s requests, in its own spellings, are tasks that can be listed, asked for and cancelled', async () => {
  const requests: [body: object, mode: string][] = [
    [
      {
        model: MODEL,
        mode: 't2v',
        prompt: 'A fox #fail:InternalServiceError',
        aspect_ratio: '16:9',
        seconds: 4,
      },
      't2v',
    ],
    [
      {
        model: MODEL,
        prompt: 'A fox looks up #fail:InternalServiceError',
        image_urls: ['https://example.com/a.png'],
        size: '9:16',
        duration: '5',
      },
      'i2v',
    ],
    [
      {
        model: MODEL,
        content: [
          { type: 'text', text: '[Image 1] beside @bench #fail:InternalServiceError' },
          {
            type: 'image_url',
            image_url: { url: 'https://example.com/a.png' },
            role: 'reference_image',
            name: 'fox',
          },
          {
            type: 'image_url',
            image_url: { url: 'https://example.com/b.png' },
            role: 'reference_image',
            name: 'bench',
          },
        ],
        ratio: '1:1',
        resolution: '480p',
      },
      'reference_images',
    ],
  ]
  const ids: string[] = []
  for (const [body, mode] of requests) {
    const { status, answer } = await call('POST', TASKS, body)
    expect([status, answer]).toMatchObject([
      200,
      { id: expect.stringMatching(/^gen_/), items: [{ status: 'queued' }] },
    ])
    ids.push(String(answer['id']))
    const shown = Object((await member.get(`/api/generations/${String(answer['id'])}`)).body)
    expect(shown.mode).toBe(mode)
  }
  const third = Object((await member.get(`/api/generations/${ids[2]}`)).body)
  expect(third.recipe.prompt.filter((part: object) => 'mention' in part)).toHaveLength(2)

  const those = ids.map((id) => `filter.task_ids=${id}`).join('&')
  await expect
    .poll(async () => (await call('GET', `${TASKS}?filter.status=failed&${those}`)).answer['total'], {
      timeout: 60_000,
    })
    .toBe(3)
  const page = await call('GET', `${TASKS}?page_size=2&page_num=2&${those}`)
  expect(page.answer).toMatchObject({
    total: 3,
    items: [{ id: ids[0], status: 'failed', error: { code: 'InternalServiceError' } }],
  })
  const two = await call('GET', `${TASKS}?filter.task_ids=${ids[0]}&filter.task_ids=${ids[2]}`)
  expect(two.answer).toMatchObject({ total: 2 })
  const one = await call('GET', `${TASKS}/${ids[1]}`)
  expect(one.answer).toMatchObject({
    id: ids[1],
    model: MODEL,
    status: 'failed',
    ratio: '9:16',
    items: [{ status: 'failed' }],
  })
  expect((await call('DELETE', `${TASKS}/${ids[1]}`)).status).toBe(200)
  expect((await call('GET', `${TASKS}/${ids[1]}`)).status).toBe(404)
})

test('a token of one project sees and makes there alone, and a revoked one opens nothing', async () => {
  const project = Object((await member.post('/api/projects', { name: 'Night train' })).body)
  const bound = await newToken({ scopes: ['read', 'generate'], projectId: project.id })
  const made = await call(
    'POST',
    TASKS,
    { model: MODEL, prompt: 'A train #fail:InternalServiceError' },
    bound.secret,
  )
  const id = String(made.answer['id'])
  expect(Object((await member.get(`/api/generations/${id}`)).body).projectId).toBe(project.id)
  expect((await call('GET', TASKS, undefined, bound.secret)).answer).toMatchObject({
    total: 1,
    items: [{ id }],
  })
  const other = String(
    (await call('POST', TASKS, { model: MODEL, prompt: 'Elsewhere #fail:InternalServiceError' })).answer[
      'id'
    ],
  )
  expect((await call('GET', `${TASKS}/${other}`, undefined, bound.secret)).status).toBe(404)
  expect((await call('DELETE', `${TASKS}/${other}`, undefined, bound.secret)).status).toBe(404)

  const revoked = await member.fetch(`/api/tokens/${bound.token.id}`, { method: 'DELETE' })
  expect(revoked.status).toBe(204)
  const after = await call('GET', TASKS, undefined, bound.secret)
  expect([after.status, Object(after.answer['error']).code]).toEqual([401, 'AuthenticationError'])
})

test('over a limit is refused once and for all, with clear words; what asks an admin is made when they approve', async () => {
  const { secret: own, token } = await newToken({ scopes: ['read', 'generate'] })
  const put = (path: string, body: object) =>
    member.fetch(path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const setLimit = (atLimit: string) =>
    put('/api/budget/limits', { scope: 'token', subjectId: token.id, tokens: 1000, money: null, atLimit })
  expect((await setLimit('stop')).status).toBe(200)
  let requests = 0
  // As the client is by itself: it tries 408, 409, 429 and 5xx again.
  const client = new OpenAI({
    baseURL: `${studio.origin}/v1`,
    apiKey: own,
    fetch: (url, init) => {
      // It also asks `data:,`, to find out what its fetch can send.
      if (String(url).startsWith(studio.origin)) requests += 1
      return fetch(url, init)
    },
  })
  const refused = client.videos.create({ model: MODEL, prompt: 'Over it', seconds: '4', ...SMALL })
  await expect(refused).rejects.toBeInstanceOf(PermissionDeniedError)
  await expect(refused).rejects.toMatchObject({
    status: 403,
    code: 'SetLimitExceeded',
    type: 'permission_error',
  })
  await expect(refused).rejects.toThrow(
    /monthly limit of the API token “A script” of 1,000 tokens has 1,000 tokens left.*Nothing was started/,
  )
  expect(requests).toBe(1)
  const curl = await call('POST', TASKS, { model: MODEL, prompt: 'Over it', duration: 4 }, own)
  expect([curl.status, curl.answer['error']]).toMatchObject([
    403,
    { code: 'SetLimitExceeded', type: 'Forbidden', message: expect.stringContaining('Nothing was started') },
  ])

  await setLimit('ask')
  const create = () =>
    client.videos.create(
      { model: MODEL, prompt: 'Asked for #fail:InternalServiceError', seconds: '4', ...SMALL },
      { headers: { 'Idempotency-Key': 'asked-for' } },
    )
  await expect(create()).rejects.toMatchObject({ status: 403, code: 'SetLimitExceeded.ApprovalNeeded' })
  await expect(create()).rejects.toThrow(/same Idempotency-Key gets its task then/)
  const waiting = Object((await member.get('/api/budget/requests')).body).requests
  expect(waiting).toHaveLength(1)
  const total = async () => Number((await call('GET', TASKS, undefined, own)).answer['total'])
  const before = await total()
  expect((await put(`/api/budget/requests/${waiting[0].id}`, { decision: 'approve' })).status).toBe(200)
  expect((await create()).id).toBe((await create()).id)
  expect(await total()).toBe(before + 1)
})

test('no token opens what people do: sessions, tokens, pages', async () => {
  for (const path of ['/api/tokens', '/api/session', '/api/gallery', '/api/studio']) {
    const answer = await fetch(studio.origin + path, { headers: { authorization: `Bearer ${secret}` } })
    expect([path, answer.status]).toEqual([path, 401])
  }
  expect(studio.output()).not.toContain(secret)
})

async function newToken(input: {
  scopes: string[]
  projectId?: string
}): Promise<{ secret: string; token: { id: string } }> {
  const { status, body } = await member.post('/api/tokens', { name: 'A script', ...input })
  expect(status).toBe(201)
  return Object(body)
}

async function call(
  method: string,
  path: string,
  body?: object,
  token = secret,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const answer = await fetch(studio.origin + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, answer: Object(await answer.json()) }
}

const TYPES: Record<string, string> = { '.jpg': 'image/jpeg', '.png': 'image/png', '.wav': 'audio/wav' }

function filled(body: object, places: ReadonlyMap<string, string>): object {
  return JSON.parse(JSON.stringify(body), (_, value: unknown) =>
    typeof value === 'string' ? (places.get(value) ?? value) : value,
  )
}

/** The same request, whose task ends at once: that they are rendered rightly is shown in seed-examples.test.ts. */
function withoutRendering(body: Readonly<Record<string, unknown>>): object {
  const word = ' #fail:InternalServiceError'
  if (typeof body['prompt'] === 'string') return { ...body, prompt: body['prompt'] + word }
  const items = Object(body['content']) as { type: string; text?: string }[]
  return {
    ...body,
    content: items.map((item) => (item.type === 'text' ? { ...item, text: item.text + word } : item)),
  }
}

/** The program itself; a body goes in by its standard input. */
async function curl(
  method: string,
  path: string,
  body?: object,
  headers: readonly string[] = [],
  token = secret,
): Promise<Record<string, unknown>> {
  const sent = body ? ['Content-Type: application/json', ...headers] : headers
  const all = [`Authorization: Bearer ${token}`, ...sent].flatMap((header) => ['-H', header])
  const data = body ? ['--data-binary', '@-'] : []
  const running = promisify(execFile)('curl', ['-sS', '-X', method, studio.origin + path, ...all, ...data], {
    maxBuffer: 2 ** 26,
  })
  running.child.stdin?.end(body ? JSON.stringify(body) : undefined)
  return Object(JSON.parse((await running).stdout))
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
