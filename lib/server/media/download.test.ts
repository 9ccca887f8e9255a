import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { download, type DownloadRequest, type DownloadRules } from './download.ts'
import { createScratch, type Scratch } from './scratch.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const LIMITS = { image: 1_000_000, video: 2_000_000, audio: 1_000_000 }

let directory: string
let scratch: Scratch
let photo: Buffer<ArrayBuffer>
const servers: http.Server[] = []

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-download-'))
  scratch = createScratch(join(directory, 'scratch'))
  await makePhoto(join(directory, 'p.png'), { width: 300, height: 200, format: 'png' })
  photo = await readFile(join(directory, 'p.png'))
})
afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => new Promise((done) => server.close(done).closeAllConnections())),
  )
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** A server on loopback that notes what it was asked. */
async function serve(handler: Handler): Promise<{ origin: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = []
  const server = http.createServer((request, response) => {
    seen.push(request)
    handler(request, response)
  })
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, seen }
}

const trusting = (...origins: string[]): DownloadRules => ({ trustedOrigins: new Set(origins) })

function get(rules: DownloadRules, url: string, rest: Partial<DownloadRequest> = {}) {
  return download(rules, scratch, { url, limits: LIMITS, timeoutMs: 5000, ...rest })
}

const resolveNothing = () => Promise.reject(new Error('ENOTFOUND'))
const half = () => photo.subarray(0, photo.byteLength / 2)
const leadTo =
  (location: string): Handler =>
  (_request, response) =>
    void response.writeHead(302, { location }).end()

async function expectFailure(
  work: Promise<unknown>,
  expected: { kind: string; status?: number },
  message = /./,
) {
  await expect(work).rejects.toMatchObject({
    name: 'DownloadError',
    ...expected,
    message: expect.stringMatching(message),
  })
  expect(await readdir(join(directory, 'scratch'))).toEqual([])
}

test('fetches from a trusted origin, and tells the kind by the bytes', async () => {
  const { origin, seen } = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': photo.byteLength }).end(photo)
  })
  const received = await get(trusting(origin), `${origin}/x.mp4`)
  expect(received).toMatchObject({ kind: 'image', format: 'png', bytes: photo.byteLength })
  expect(await readFile(received.file.path)).toEqual(photo)
  expect(seen[0]?.headers).toMatchObject({ 'accept-encoding': 'identity' })
  await received.file.remove()
})

describe('a redirect', () => {
  test('is followed to a trusted origin, without the key of the first', async () => {
    const files = await serve((_request, response) => void response.end(photo))
    const front = await serve(leadTo(`${files.origin}/x.png`))
    const headers = (url: string): Record<string, string> =>
      url.startsWith(front.origin) ? { authorization: 'Bearer sk-1' } : {}
    const received = await get(trusting(front.origin, files.origin), front.origin, { headers })
    expect(front.seen[0]?.headers.authorization).toBe('Bearer sk-1')
    expect(files.seen[0]?.headers.authorization).toBeUndefined()
    await received.file.remove()
  })

  test('may be relative', async () => {
    const { origin } = await serve((request, response) =>
      request.url === '/a/b'
        ? void response.writeHead(307, { location: '../c' }).end()
        : void response.end(photo),
    )
    const received = await get(trusting(origin), `${origin}/a/b`)
    expect(received.bytes).toBe(photo.byteLength)
    await received.file.remove()
  })

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'file:///etc/passwd',
    'https://user:password@example.com/',
  ])('to %s is refused', async (location) => {
    const { origin } = await serve(leadTo(location))
    await expectFailure(get(trusting(origin), origin), { kind: 'refused_address' })
  })

  test('to another server of this machine is refused, and that server hears nothing of it', async () => {
    const inside = await serve((_request, response) => void response.end(photo))
    const { origin } = await serve(leadTo(inside.origin))
    await expectFailure(get(trusting(origin), origin), { kind: 'refused_address' })
    expect(inside.seen).toHaveLength(0)
  })

  test('to itself ends', async () => {
    const { origin, seen } = await serve(leadTo('/again'))
    await expectFailure(get(trusting(origin), origin), { kind: 'dead' }, /more than 5 times/)
    expect(seen).toHaveLength(6)
  })
})

describe('names what went wrong', () => {
  test.each([
    [400, 'dead'],
    [401, 'dead'],
    [403, 'dead'],
    [404, 'dead'],
    [410, 'dead'],
    [204, 'dead'],
    [408, 'temporary'],
    [429, 'temporary'],
    [500, 'temporary'],
    [503, 'temporary'],
  ])('status %i: %s', async (status, kind) => {
    const { origin } = await serve((_request, response) => void response.writeHead(status).end())
    await expectFailure(get(trusting(origin), origin), { kind, status })
  })

  test.each<[string, string, Handler]>([
    [
      'a connection that closes before the announced length',
      'truncated',
      (_request, response) => {
        response.writeHead(200, { 'content-length': photo.byteLength })
        response.write(half(), () => response.destroy())
      },
    ],
    [
      'a chunked answer that breaks off',
      'truncated',
      (_request, response) => void response.write(half(), () => response.destroy()),
    ],
    ['nothing at all', 'truncated', (_request, response) => void response.end()],
    ['a connection that closes at once', 'temporary', (request) => void request.socket.destroy()],
    [
      'a page',
      'wrong_type',
      (_request, response) => void response.end('<!doctype html><title>Sign in</title>'),
    ],
    [
      'packed bytes',
      'wrong_type',
      (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(photo),
    ],
    [
      'more than the cap, said before',
      'too_large',
      (_request, response) => {
        response.writeHead(200, { 'content-length': LIMITS.image + 1 })
        response.write(photo)
      },
    ],
    [
      'more than the cap, found out',
      'too_large',
      (_request, response) => {
        response.write(photo)
        response.end(Buffer.alloc(LIMITS.image))
      },
    ],
  ])('%s: %s', async (_name, kind, handler) => {
    const { origin } = await serve(handler)
    await expectFailure(get(trusting(origin), origin), { kind })
  })

  test('a server that is not there: temporary', async () => {
    await expectFailure(get(trusting('http://127.0.0.1:1'), 'http://127.0.0.1:1/'), { kind: 'temporary' })
  })

  test('a name that is not there: temporary', async () => {
    await expectFailure(get({ trustedOrigins: new Set(), resolve: resolveNothing }, 'https://example.com/'), {
      kind: 'temporary',
    })
  })

  test('an answer that does not end: temporary', async () => {
    const { origin } = await serve((_request, response) => void response.write(photo))
    await expectFailure(get(trusting(origin), origin, { timeoutMs: 200 }), { kind: 'temporary' }, /too long/)
  })

  test('a worker that stops: temporary', async () => {
    const stopping = new AbortController()
    const { origin } = await serve((_request, response) => void response.write(photo, () => stopping.abort()))
    await expectFailure(
      get(trusting(origin), origin, { signal: stopping.signal }),
      { kind: 'temporary' },
      /given up/,
    )
  })
})

describe('an address of our own', () => {
  const ours = 'https://media.seedreel.invalid'
  const rules = (answer: Response): DownloadRules => ({
    trustedOrigins: new Set(),
    resolveInProcess: (url) => (url.origin === ours ? answer : undefined),
  })

  test('is answered in process', async () => {
    const received = await get(rules(new Response(photo)), `${ours}/x`)
    expect(received.bytes).toBe(photo.byteLength)
    await received.file.remove()
  })

  test.each([
    [new Response(null, { status: 404 }), 'dead'],
    [new Response(null, { status: 503 }), 'temporary'],
    [new Response('short', { headers: { 'content-length': '10' } }), 'wrong_type'],
  ])('fails like any other (%#)', (answer, kind) => expectFailure(get(rules(answer), `${ours}/x`), { kind }))

  test('is told when it is cut short', async () => {
    const answer = new Response(photo, { headers: { 'content-length': String(photo.byteLength + 1) } })
    await expectFailure(get(rules(answer), `${ours}/x`), { kind: 'truncated' })
  })

  test('lets nothing else through', async () => {
    await expectFailure(get(rules(new Response(photo)), 'https://127.0.0.1/'), { kind: 'refused_address' })
  })
})
