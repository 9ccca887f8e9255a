import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApiDocument } from '#lib/api/openapi/document.ts'
import type { JsonSchema, OpenApiDocument, ResponseObject } from '#lib/api/openapi/json-schema.ts'
import { LANGUAGES } from '#lib/language/language.ts'
import { readGeneration } from '#lib/server/generations/read-generations.ts'
import { SEED_EXAMPLES } from '#lib/server/sandbox/testing/seed-examples.ts'
import { appRoutes } from '#lib/server/testing/app-routes.ts'
import { MEMBER } from '#lib/server/testing/generation-world.ts'
import { type ServedRoutes, serveRoutes } from '#lib/server/testing/serve-routes.ts'
import { messageOf } from '#lib/server/webhooks/message.ts'

/*
 * The OpenAPI document against the routes as they run, over real HTTP: every answer is looked up under its path, method and status, and has to
 * be what stands there. At the end nothing may stand there that was never seen.
 */

const TASKS = '/api/v3/contents/generations/tasks'
const VIDEOS = '/v1/videos'
const PRO = 'doubao-seedance-1-0-pro-250528'
/** Smallest that there is: 48 pictures of 480p. */
const SMALL = { model: PRO, prompt: 'A fox', duration: 2, ratio: '16:9', resolution: '480p' }
const NEVER = 'gen_0000000000000000'

let served: ServedRoutes
let document: OpenApiDocument
let makes: string
let reads: string
const seen = new Set<string>()
/** Compiled once for each place of the document. */
const checks = new Map<string, ValidateFunction>()
const ajv = new Ajv2020({ strict: false, validateFormats: false })

beforeAll(async () => {
  served = await serveRoutes((address) => /^\/(v1|api\/(v3|openapi|references))\b/.test(address))
  document = await (await fetch(`${served.origin}/api/openapi.json`)).json()
  ajv.addSchema(document, 'document')
  makes = await served.newToken({ role: 'editor', scopes: ['read', 'generate'] })
  reads = await served.newToken({ role: 'editor', scopes: ['read'] })
})

afterAll(async () => {
  await served[Symbol.asyncDispose]()
})

test('it is OpenAPI 3.1, in every language, and served as it is written', async () => {
  expect(document).toEqual(openApiDocument(served.origin, 'en'))
  for (const language of LANGUAGES) {
    const asked = await fetch(`${served.origin}/api/openapi.json?language=${language}`)
    const result = await new Validator().validate(structuredClone(await asked.json()))
    expect(result).toMatchObject({ valid: true })
  }
  expect((await fetch(`${served.origin}/api/openapi.json?language=fr`)).status).toBe(400)
})

test('every route and method of the endpoint stands in it, and the other way round', () => {
  const routes = appRoutes()
    .filter(({ address }) => address !== '/mcp')
    .filter(({ file }) => readFileSync(file, 'utf8').includes("format: '"))
    .flatMap(({ address, methods }) =>
      methods.map((method) => `${method} ${address.replaceAll(/\[(\w+)\]/g, '{$1}')}`),
    )
  const written = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(written.toSorted()).toEqual(routes.toSorted())
})

test('every request of the seed is one that it allows', () => {
  const check = checkOf('components/schemas/Create')
  for (const [name, { body }] of Object.entries(SEED_EXAMPLES)) {
    expect({ name, ok: check(body), errors: check.errors }).toMatchObject({ ok: true })
  }
  expect(check({ ...SMALL, ratio: 'wide' })).toBe(false)
  expect(check({ prompt: 'x' })).toBe(false)
})

test('a task from its creation to the bin', { timeout: 120_000 }, async () => {
  const created = await expectAnswer('POST', TASKS, { body: { ...SMALL, unheard: 1 } })
  expect(created.json).toMatchObject({ notices: [{ field: 'unheard' }] })
  const id = String(created.json['id'])
  const video = await expectAnswer('POST', VIDEOS, {
    body: { ...SMALL, prompt: '#fail:InternalServiceError' },
  })
  await expectAnswer('GET', `${TASKS}/${id}`)
  await expect
    .poll(async () => (await expectAnswer('GET', `${TASKS}/${id}`)).json['status'], {
      timeout: 90_000,
      interval: 200,
    })
    .toBe('succeeded')
  await expect
    .poll(async () => (await expectAnswer('GET', `${VIDEOS}/${String(video.json['id'])}`)).json['status'], {
      timeout: 60_000,
      interval: 200,
    })
    .toBe('failed')
  const done = await expectAnswer('GET', `${VIDEOS}/${id}`)
  expect(done.json).toMatchObject({ status: 'completed', metadata: { url: expect.any(String) } })
  const { json } = await expectAnswer('GET', `${TASKS}?page_size=500&filter.status=succeeded`)
  expect(json).toMatchObject({ total: 1 })
  await expectAnswer('GET', `${VIDEOS}?limit=1`)

  await expectMessages(id)

  const content = `${VIDEOS}/${id}/content`
  await expectAnswer('GET', content)
  await expectAnswer('HEAD', content)
  for (const variant of ['thumbnail', 'spritesheet'])
    await expectAnswer('GET', `${content}?variant=${variant}`)
  for (const method of ['GET', 'HEAD'] as const) {
    const { headers } = await expectAnswer(method, content, { headers: { range: 'bytes=0-9' }, status: 206 })
    await expectAnswer(method, content, {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
      status: 304,
    })
    await expectAnswer(method, content, { headers: { range: 'bytes=999999999-' }, status: 416 })
    await expectAnswer(method, `${content}?variant=poster`, { status: 400 })
  }
  const failed = String(video.json['id'])
  await expectAnswer('GET', `${VIDEOS}/${failed}/content`, { status: 400 })
  await expectAnswer('DELETE', `${VIDEOS}/${failed}`)
  await expectAnswer('DELETE', `${TASKS}/${id}`)
})

test('what runs can be neither cancelled nor deleted', { timeout: 60_000 }, async () => {
  const { json } = await expectAnswer('POST', TASKS, { body: { ...SMALL, prompt: '#slow:5' } })
  const id = String(json['id'])
  await expect
    .poll(async () => (await expectAnswer('GET', `${TASKS}/${id}`)).json['status'], {
      timeout: 30_000,
      interval: 50,
    })
    .toBe('running')
  await expectAnswer('DELETE', `${TASKS}/${id}`, { status: 403 })
  await expectAnswer('DELETE', `${VIDEOS}/${id}`, { status: 400 })
})

test('every refusal', async () => {
  for (const path of [TASKS, VIDEOS]) {
    await expectAnswer('POST', path, { body: { prompt: 'x' }, status: 400 })
    await expectAnswer('POST', path, { body: { ...SMALL, duration: 99 }, status: 400 })
    await expectAnswer('POST', path, { body: { ...SMALL, image: 'data:image/png;base64,eHg=' }, status: 415 })
    await expectAnswer('POST', path, {
      headers: { 'content-length': String(2 ** 27) },
      length: 2 ** 27,
      status: 413,
    })
    const headers = { 'idempotency-key': `once at ${path}` }
    await expectAnswer('POST', path, { body: { ...SMALL, prompt: '#fail' }, headers })
    await expectAnswer('POST', path, { body: { ...SMALL, prompt: '#fail:x' }, headers, status: 409 })
    await expectAnswer('GET', `${path}/${NEVER}`, { status: 404 })
    await expectAnswer('DELETE', `${path}/${NEVER}`, { status: 404 })
    await expectAnswer('POST', path, { body: SMALL, token: reads, status: 403 })
    await expectAnswer('DELETE', `${path}/${NEVER}`, { token: reads, status: 403 })
  }
  await expectAnswer('GET', `${TASKS}?page_num=0`, { status: 400 })
  await expectAnswer('GET', `${VIDEOS}?limit=x`, { status: 400 })
  await expectAnswer('GET', `${VIDEOS}?after=${NEVER}`, { status: 404 })
  await expectAnswer('GET', `${VIDEOS}/${NEVER}/content`, { status: 404 })
  await expectAnswer('HEAD', `${VIDEOS}/${NEVER}/content`, { status: 404 })
})

test('nobody, a foreign page, and what is refused before the endpoint is asked', async () => {
  const writesAlone = await served.newToken({ role: 'editor', scopes: ['generate'] })
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of Object.keys(methods).map((name) => name.toUpperCase())) {
      const address = path.replace('{id}', NEVER)
      const { headers } = await expectAnswer(method, address, { token: '', status: 401 })
      expect(headers.get('www-authenticate')).toMatch(/^Bearer /)
      const isRead = method === 'GET' || method === 'HEAD'
      if (isRead) await expectAnswer(method, address, { token: writesAlone, status: 403 })
      else await expectAnswer(method, address, { headers: { origin: 'https://evil.example' }, status: 403 })
      await expectAnswer(method, `${address}%ff`, { status: 400 })
    }
  }
})

test('nothing is promised that was never seen', () => {
  const promised = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
  )
  const unseen = promised.filter((promise) => !seen.has(promise))
  // What only happens when the studio is broken, or overrun.
  expect(unseen.filter((promise) => !/ (500|429)$/.test(promise))).toEqual([])
})

interface Ask {
  body?: object
  /** Of a body that is never sent whole. */
  length?: number
  token?: string
  headers?: Record<string, string>
  status?: number
}

/** Asks, and holds the answer against the document. */
async function expectAnswer(
  method: string,
  path: string,
  { body, token = makes, headers = {}, status = 200, length }: Ask = {},
) {
  const response = await fetch(served.origin + path, {
    method,
    headers: {
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(length !== undefined && { body: new Uint8Array(length) }),
  })
  const { pathname } = new URL(response.url)
  const said = await response.text()
  expect({ method, path, status: response.status, said: said.slice(0, 200) }).toMatchObject({ status })
  const template = templateOf(pathname)
  const key = method.toLowerCase()
  const operation = Object.entries(document.paths[template] ?? {}).find(([name]) => name === key)?.[1]
  if (operation === undefined) throw new Error(`${method} ${template} is not in the document`)
  const isStudio = !response.headers.has('x-request-id')
  const entry = isStudio ? 'default' : String(response.status)
  seen.add(`${method} ${template} ${entry}`)
  const promised = operation.responses[entry]
  expect(promised, `${method} ${template} ${entry}`).toBeDefined()
  const place = `paths/${template.replaceAll('~', '~0').replaceAll('/', '~1')}/${key}/responses/${entry}`
  expectAsPromised(response, said, promised, place)
  return {
    headers: response.headers,
    json: Object(isJson(response) && said !== '' ? JSON.parse(said) : {}) as Record<string, unknown>,
  }
}

function expectAsPromised(
  response: Response,
  said: string,
  promised: ResponseObject | undefined,
  place: string,
) {
  for (const name of Object.keys(promised?.headers ?? {}))
    expect([place, response.headers.has(name)]).toEqual([place, true])
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  if (promised?.content === undefined) {
    expect(said).toBe('')
    return
  }
  expect(Object.keys(promised.content)).toContain(type)
  if (!isJson(response)) return
  const check = checkOf(`${place}/content/${type.replace('/', '~1')}/schema`)
  const value: unknown = JSON.parse(said)
  expect({ place, ok: check(value), errors: check.errors, value }).toMatchObject({ ok: true })
}

/** What webhooks and callbacks are told of it, at every status. */
async function expectMessages(id: string): Promise<void> {
  const { services } = served
  const generation = await readGeneration(services, MEMBER, id)
  for (const status of ['queued', 'running', 'succeeded']) {
    const delivery = { id: 'whd_1', status, created_at: services.clock() }
    for (const [format, name] of [
      ['ark', 'taskChanged'],
      ['openai', 'videoChanged'],
    ] as const) {
      const message: unknown = JSON.parse(messageOf(services, format, delivery, generation))
      const check = checkOf(`webhooks/${name}/post/requestBody/content/application~1json/schema`)
      expect({ status, ok: check(message), errors: check.errors }).toMatchObject({ ok: true })
    }
  }
}

function templateOf(pathname: string): string {
  const path = pathname.replace('%ff', '')
  return (
    Object.keys(document.paths).find((one) =>
      new RegExp(`^${one.replace('{id}', '[a-z0-9_]+')}$`).test(path),
    ) ?? ''
  )
}

function checkOf(place: string): ValidateFunction {
  const known = checks.get(place)
  if (known) return known
  const schema: JsonSchema = { $ref: `document#/${place.replaceAll('{', '%7B').replaceAll('}', '%7D')}` }
  const check = ajv.compile(schema)
  checks.set(place, check)
  return check
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('application/json') ?? false
}
