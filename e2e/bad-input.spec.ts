import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type StudioProcess, startStudio } from '#lib/server/testing/studio-process.ts'
import { appRoutes } from '#lib/server/testing/app-routes.ts'
import { badAccounts } from './bad-accounts.ts'
import { badAudit } from './bad-audit.ts'
import { badBatches } from './bad-batches.ts'
import { badBudgets } from './bad-budgets.ts'
import { type BadCall, badCalls, JSON_TYPE } from './bad-calls.ts'
import { badEndpoint } from './bad-endpoint.ts'
import { badRecipeCalls } from './bad-recipe-calls.ts'
import { badGallery } from './bad-gallery.ts'
import { badProjects } from './bad-projects.ts'
import { badPresses, PRESS } from './bad-recipes.ts'
import { badReview } from './bad-review.ts'
import { badShares } from './bad-shares.ts'
import { badSandboxCalls } from './bad-sandbox-calls.ts'
import { badClipImports, badSequences } from './bad-sequences.ts'
import { badImports, badUploads } from './bad-uploads.ts'
import { badWebhooks } from './bad-webhooks.ts'
import { snapshotOf } from './data-snapshot.ts'
import { callHttp, exchangeBytes, type HttpAnswer, type HttpCall } from './http-call.ts'
import { type Member, signIn } from './member.ts'
import { makeSamples, type SampleFiles } from './sample-files.ts'

/*
 * Bad input to every route: a clear 4xx that names the field, never a word about the inside, and nothing changed, neither
 * in a table nor on the disk.
 */

test.describe.configure({ mode: 'default' })

let studio: StudioProcess
let dataDir: string
let scratch: string
let member: Member
let samples: SampleFiles
let mediaId: string
let generationId: string
let tokenSecret: string
/** Made once: among them is a picture of 900 million pixels, and packing that takes half a second. */
let rows: Readonly<Record<string, readonly BadCall[]>>

test.beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'seedreel-samples-'))
  dataDir = await mkdtemp(join(tmpdir(), 'seedreel-bad-'))
  samples = await makeSamples(scratch)
  studio = await startStudio({ dataDir })
  member = await signIn(studio.ownerLink)
  mediaId = await upload('fox.png', samples.png)
  generationId = await failedGeneration()
  tokenSecret = await newToken()
  rows = allRows()
})

test.afterAll(async () => {
  await studio.stop()
  await rm(scratch, { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
})

const routes = appRoutes()
const asked = routes.flatMap(({ address, methods }) => methods.map((method) => `${method} ${address}`))

function allRows(): typeof rows {
  return {
    ...badCalls({ mediaId, generationId, usedKey: 'x' }),
    ...badGallery(generationId),
    ...badRecipeCalls({ mediaId, generationId, usedKey: 'x' }),
    ...badProjects,
    ...badAudit,
    ...badBudgets,
    ...badAccounts,
    ...badReview(generationId),
    ...badSequences,
    'PUT /api/clips/import': badClipImports(samples),
    ...badShares,
    ...badWebhooks,
    ...badSandboxCalls,
    ...badEndpoint(tokenSecret),
    'POST /api/generations': badPresses('press-that-is-refused'),
    'POST /api/batches': badBatches('press-that-is-refused'),
    'PUT /api/media': badUploads(samples),
    'POST /api/media/from-address': badImports,
  }
}

test('every route and method has rows', () => {
  expect(Object.keys(rows).toSorted()).toEqual(asked.toSorted())
  for (const [route, calls] of Object.entries(rows)) expect(calls.length, route).toBeGreaterThan(0)
})

for (const route of asked) {
  test(`${route} refuses bad input`, async () => {
    const [method = 'GET'] = route.split(' ')
    const before = snapshotOf(dataDir)
    for (const call of rows[route] ?? []) await expectRefusal(method, call, before)
  })
}

test.describe('the door of every route', () => {
  const DOOR: [string, Record<string, string>, number][] = [
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a site without a name', { origin: 'null' }, 403],
    ['another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['no origin from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['no origin from a neighbour', { 'sec-fetch-site': 'same-site' }, 403],
  ]
  for (const { address, methods, missingMethods, isPublic } of routes) {
    const path = address.replace('[id]', 'gen_1').replace('[token]', 'x').replace('[...path]', 'x')
    test(address, async () => {
      const before = snapshotOf(dataDir)
      for (const method of ['OPTIONS', ...methods, ...missingMethods]) {
        for (const host of ['evil.example', `127.0.0.1.evil.example:${studio.port}`, 'a b'])
          await expectStatus({ method, path, headers: { ...signedIn(), host } }, 421)
      }
      for (const method of methods.filter((name) => name !== 'GET' && name !== 'HEAD')) {
        for (const [what, headers, status] of DOOR) {
          const { origin: _, ...rest } = signedIn()
          await expectStatus({ method, path, headers: { ...rest, ...headers } }, status, what)
        }
      }
      for (const method of isPublic ? [] : methods) {
        await expectStatus({ method, path, headers: { host: hostOf() } }, 401)
        const cookie = 'seedreel.session_token=forged.forged; better-auth.session_token=x'
        await expectStatus({ method, path, headers: { host: hostOf(), cookie } }, 401)
      }
      for (const method of missingMethods) await expectStatus({ method, path, headers: signedIn() }, 405)
      expect(snapshotOf(dataDir)).toEqual(before)
    })
  }
})

test('lies about the length of a file leave nothing behind', async () => {
  const before = snapshotOf(dataDir)
  const head = (length: number | string) =>
    `PUT /api/media?fileName=a.png HTTP/1.1\r\nHost: ${hostOf()}\r\nCookie: ${member.cookie}\r\nContent-Length: ${length}\r\n`
  const withBody = (headers: string, body: Buffer) => Buffer.concat([Buffer.from(`${headers}\r\n`), body])
  // More was promised than comes, less was promised than comes, two lengths, a length and chunks, no number.
  await exchangeBytes(studio.origin, withBody(head(samples.png.length + 10_000), samples.png))
  expect(await exchangeBytes(studio.origin, withBody(head(500), samples.png))).toMatch(/^HTTP\/1\.1 4\d\d /)
  for (const headers of [
    `${head(10)}Content-Length: 20\r\n`,
    `${head(10)}Transfer-Encoding: chunked\r\n`,
    head(-5),
    head('five'),
  ])
    expect(await exchangeBytes(studio.origin, withBody(headers, samples.png))).toMatch(/^HTTP\/1\.1 400 /)
  // What the first one had begun to write is gone once the server sees that nothing more comes.
  await expect.poll(() => snapshotOf(dataDir)).toEqual(before)
})

test('strange methods and targets are refused', async () => {
  const before = snapshotOf(dataDir)
  for (const line of [
    'TRACE /api/health',
    'PROPFIND /api/health',
    'CONNECT 127.0.0.1:22',
    'GET http://evil.example/',
    'GET *',
    'GET api',
  ]) {
    const answer = await exchangeBytes(studio.origin, `${line} HTTP/1.1\r\nHost: ${hostOf()}\r\n\r\n`)
    expect(answer === '' || /^HTTP\/1\.1 4\d\d /.test(answer), `${line}: ${answer.slice(0, 200)}`).toBe(true)
  }
  const endlessHeader = `GET /api/health HTTP/1.1\r\nHost: ${hostOf()}\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`
  expect(await exchangeBytes(studio.origin, endlessHeader)).toMatch(/^HTTP\/1\.1 431 /)
  expect(snapshotOf(dataDir)).toEqual(before)
})

test('ranges that say nothing are ignored, as HTTP says', async () => {
  for (const range of ['bytes=abc', 'bytes=9-3', 'lines=1-2', 'bytes=0-1,3-4', '🦊'.slice(0, 0), 'bytes=-']) {
    const answer = await callHttp(studio.origin, {
      path: `/api/media/${mediaId}`,
      headers: { ...signedIn(), range },
    })
    expect([range, answer.status, answer.headers['content-length']]).toEqual([
      range,
      200,
      String(samples.png.length),
    ])
  }
})

test('a sound is taken as the sound it is, whatever it is called, and a name that turns around is set straight', async () => {
  const fileName = encodeURIComponent('fox\u202Egnp.mp4')
  const answer = await member.fetch(`/api/media?fileName=${fileName}`, {
    method: 'PUT',
    body: new Uint8Array(samples.mp3),
  })
  expect(answer.status).toBe(201)
  expect(await answer.json()).toMatchObject({ kind: 'audio', mime: 'audio/mpeg', fileName: 'foxgnp.mp4' })
})

test('nothing of all this made the server complain', () => {
  expect(studio.output()).not.toMatch(/error|unhandled|rejection/i)
})

test('a made-up server action is refused and does nothing', async () => {
  const before = snapshotOf(dataDir)
  for (const path of ['/', '/sign-in']) {
    const headers = { ...signedIn(), 'next-action': '40'.repeat(21), 'content-type': 'text/plain' }
    const answer = await callHttp(studio.origin, { method: 'POST', path, headers, body: '[]' })
    expect([404, 409], path).toContain(answer.status)
  }
  expect(snapshotOf(dataDir)).toEqual(before)
})

async function newToken(): Promise<string> {
  const { body } = await member.post('/api/tokens', { name: 'Refused', scopes: ['read', 'generate'] })
  return Object(body).secret
}

/** Says no in words, at the field, and leaves everything as it was. */
async function expectRefusal(
  method: string,
  call: BadCall,
  before: Readonly<Record<string, string>>,
): Promise<void> {
  const json = 'json' in call && call.json !== undefined
  const answer = await callHttp(studio.origin, {
    method,
    path: call.path ?? '/',
    headers: {
      ...signedIn(),
      ...(json ? JSON_TYPE : {}),
      ...call.headers,
    },
    ...(json ? { body: JSON.stringify(call.json) } : call.body === undefined ? {} : { body: call.body }),
  })
  const what = `${method} ${(call.path ?? '').slice(0, 80)} with ${call.what}`
  expect.soft(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBe(call.status)
  if (method !== 'HEAD') expectWords(answer, call, what)
  expect.soft(snapshotOf(dataDir), what).toEqual(before)
}

/** Names of our own files and folders, of the database, of lines of code. */
const INSIDE =
  /\bat .+:\d+:\d+|node_modules|lib\/server|sqlite|select |insert |kysely|zod|ECONN|ENOENT|\/tmp\/|\/work\//i

function expectWords(answer: HttpAnswer, { field, isPlain = false }: BadCall, what: string): void {
  expect.soft(answer.text, what).not.toMatch(INSIDE)
  if (isPlain) return
  expect.soft(answer.headers['content-type'], what).toMatch(/^application\/json/)
  const { error } = JSON.parse(answer.text)
  expect.soft(error.message, what).toMatch(/\w{3}/)
  if (field === undefined || field === '') return
  const problems = (error.problems ?? []).map((problem: { field: string }) => problem.field)
  // The providers' protocols name one.
  const fields = [...problems, error.param]
  expect.soft(fields, `${what}: ${answer.text.slice(0, 300)}`).toContain(field)
}

async function expectStatus(call: HttpCall, status: number, what = ''): Promise<void> {
  const answer = await callHttp(studio.origin, call)
  expect
    .soft(answer.status, `${call.method ?? 'GET'} ${call.path} ${what}: ${answer.text.slice(0, 200)}`)
    .toBe(status)
}

function hostOf(): string {
  return new URL(studio.origin).host
}

function signedIn() {
  return { host: hostOf(), origin: studio.origin, cookie: member.cookie }
}

async function upload(name: string, bytes: Buffer): Promise<string> {
  const answer = await member.fetch(`/api/media?fileName=${name}`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
  })
  return Object(await answer.json()).id
}

/** Refused by the provider, so that it has ended and retrying is no use. */
async function failedGeneration(): Promise<string> {
  const recipe = { ...PRESS.recipe, prompt: [{ text: 'A paper boat #refuse' }] }
  const answer = await member.post('/api/generations', { idempotencyKey: 'press-that-is-refused', recipe })
  const { id } = Object(answer.body).generations[0]
  await expect
    .poll(async () => Object((await member.get(`/api/generations/${id}`)).body).state, { timeout: 20_000 })
    .toBe('failed')
  return id
}
