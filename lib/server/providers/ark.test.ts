import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import { createArkProvider } from './ark.ts'
import { readRetryAfter } from './call-json.ts'

/** Answers that the sandbox does not give, from a real server that gives them. */

const NOW = 1_790_000_000_000
const KEY = 'sk-a-very-secret-key-0001'
const request: CanonicalRequest = {
  model: 'doubao-seedance-2-0-260128',
  mode: 't2v',
  modeIsExplicit: false,
  prompt: 'A boat',
  references: [],
}

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function providerAt(answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void) {
  server = createServer(answer)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return createArkProvider({
    name: 'gateway',
    dialect: 'gateway',
    baseUrl: `http://127.0.0.1:${port}/api/v3`,
    apiKey: KEY,
    fetch: globalThis.fetch,
    clock: () => NOW,
  })
}

const always =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, outgoing: ServerResponse) =>
    outgoing.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))

describe('what a create that named no task means', () => {
  test.each([
    [400, { error: { code: 'InvalidParameter', message: 'no', param: 'duration' } }, 'refused'],
    [403, '<html>blocked</html>', 'refused'],
    [307, '', 'refused'],
    [200, { code: 'invalid_request', message: 'bad', data: null }, 'refused'],
    [429, { error: { code: 'QuotaExceeded', message: 'The free trial is used up' } }, 'refused'],
    [429, { error: { code: 'QuotaExceeded', message: 'Too many tasks in queue' } }, 'deferred'],
    [429, '', 'deferred'],
    [503, { error: { code: 'ServerOverloaded', message: 'busy' } }, 'deferred'],
    [500, { error: { code: 'InternalServiceError', message: 'oops' } }, 'lost'],
    [502, '<html>bad gateway</html>', 'lost'],
    [408, '', 'lost'],
    [200, '', 'lost'],
    [200, '{"id":', 'lost'],
    [200, {}, 'lost'],
  ])('%i %j: %s', async (status, body, kind) => {
    const provider = await providerAt(always(status, body, { location: '/elsewhere' }))
    await expect(provider.submit({ request })).rejects.toMatchObject({ name: 'ProviderError', kind, status })
  })

  test('the connection breaks inside the answer', async () => {
    const provider = await providerAt((_, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '100' }).write('{"id":')
      setImmediate(() => outgoing.destroy())
    })
    await expect(provider.submit({ request })).rejects.toMatchObject({ kind: 'lost' })
  })

  test('whoever gives up waiting does not know either', async () => {
    const giveUp = new AbortController()
    const provider = await providerAt(() => giveUp.abort())
    await expect(provider.submit({ request, signal: giveUp.signal })).rejects.toMatchObject({ kind: 'lost' })
  })
})

test('a key that comes back in an answer is taken out, wherever it stands', async () => {
  const body = { id: 't1', status: 'failed', error: { code: 'Odd', message: `Key ${KEY} is tired` } }
  const provider = await providerAt(always(200, body))
  expect(JSON.stringify(await provider.check('t1'))).not.toContain(KEY)
})

describe('what a read means', () => {
  test.each([
    [404, { error: { code: 'NotFound', message: 'no such task' } }, 'not_found'],
    [404, { error: { message: 'no such task', type: 'invalid_request_error', code: null } }, 'not_found'],
    [400, { code: 'task_not_exist', message: 'task_not_exist', data: null }, 'not_found'],
    [404, '<html>nothing here</html>', 'unavailable'],
    [401, { error: { code: 'AuthenticationError', message: 'no' } }, 'unavailable'],
    [500, '', 'unavailable'],
    [200, 'hello', 'unavailable'],
  ])('%i %j: %s', async (status, body, kind) => {
    const provider = await providerAt(always(status, body))
    await expect(provider.check('t1')).rejects.toMatchObject({ kind })
  })
})

describe('a gateway without a list', () => {
  const onlySingles = (asked: string[]) => (incoming: IncomingMessage, outgoing: ServerResponse) => {
    asked.push(incoming.url ?? '')
    const id = /tasks\/(\w+)$/.exec(incoming.url ?? '')?.[1]
    if (!id) return always(404, '404 page not found')(incoming, outgoing)
    if (id === 'gone') return always(404, { error: { code: 'NotFound', message: 'no' } })(incoming, outgoing)
    if (id === 'sick') return always(500, '')(incoming, outgoing)
    return always(200, { id, status: 'running' })(incoming, outgoing)
  }

  test('is asked one by one, and not for its list again; what it can not say now is not unknown', async () => {
    const asked: string[] = []
    const provider = await providerAt(onlySingles(asked))
    const tasks = await provider.checkMany?.(['a', 'gone', 'sick', 'b'])
    expect(tasks?.get('a')?.status).toBe('running')
    expect(tasks?.get('b')?.status).toBe('running')
    expect(tasks?.get('sick')?.status).toBe('unrecognised')
    expect(tasks?.has('gone')).toBe(false)
    expect(asked.filter((url) => url.includes('?'))).toHaveLength(1)
    await provider.checkMany?.(['a'])
    expect(asked.filter((url) => url.includes('?'))).toHaveLength(1)
  })

  test('proves nothing by absence', async () => {
    const provider = await providerAt(onlySingles([]))
    expect(await provider.find?.(NOW - 1000)).toEqual({ tasks: [], complete: false })
  })

  test('passes the check of the connection by not refusing the key', async () => {
    const provider = await providerAt((incoming, outgoing) =>
      incoming.url?.includes('?')
        ? always(404, '')(incoming, outgoing)
        : always(400, { error: { code: 'task_not_exist', message: 'no' } })(incoming, outgoing),
    )
    expect((await provider.checkConnection()).ok).toBe(true)
  })
})

describe('looking for a lost task', () => {
  const second = Math.floor(NOW / 1000)
  const tasks = Array.from({ length: 250 }, (_, index) => ({
    id: `t${index}`,
    status: 'queued',
    created_at: second - index,
  }))
  const pages =
    (change: (items: unknown[], page: number) => unknown) =>
    (incoming: IncomingMessage, outgoing: ServerResponse) => {
      const query = new URL(incoming.url ?? '', 'http://x').searchParams
      if (query.get('filter.service_tier') === 'flex')
        return always(200, { items: [], total: 0 })(incoming, outgoing)
      const page = Number(query.get('page_num'))
      const size = Number(query.get('page_size'))
      const items = tasks.slice((page - 1) * size, page * size)
      return always(200, change(items, page))(incoming, outgoing)
    }

  test('reads all pages of both tiers, newest first', async () => {
    const provider = await providerAt(pages((items) => ({ items, total: 250 })))
    const found = await provider.find?.(NOW - 60_500)
    expect(found?.complete).toBe(true)
    expect(found?.tasks).toHaveLength(61)
    expect(found?.tasks[0]?.id).toBe('t0')
  })

  test.each([
    ['a task that can not be read', (items: unknown[]) => ({ items: [...items, 'what'], total: 251 })],
    ['fewer than were counted', (items: unknown[]) => ({ items, total: 260 })],
    [
      'an answer that is no list',
      (items: unknown[], page: number) => (page === 2 ? 'oops' : { items, total: 250 }),
    ],
  ])('%s: not complete', async (_, change) => {
    const provider = await providerAt(pages(change))
    expect((await provider.find?.(NOW - 1000))?.complete).toBe(false)
  })

  test('older than the provider remembers: not complete', async () => {
    const provider = await providerAt(pages((items) => ({ items, total: 250 })))
    expect((await provider.find?.(NOW - 8 * 24 * 3_600_000))?.complete).toBe(false)
  })
})

describe('cancelling', () => {
  const withStatus = (status: string, deleted: string[], answer = 200) =>
    providerAt((incoming, outgoing) => {
      if (incoming.method === 'DELETE') {
        deleted.push(incoming.url ?? '')
        return always(
          answer,
          answer === 200 ? {} : { error: { code: 'OperationDenied.InvalidState', message: 'no' } },
        )(incoming, outgoing)
      }
      return always(200, { id: 't1', status })(incoming, outgoing)
    })

  test('a waiting task', async () => {
    const deleted: string[] = []
    await (await withStatus('queued', deleted)).cancel?.('t1')
    expect(deleted).toEqual(['/api/v3/contents/generations/tasks/t1'])
  })

  test.each(['running', 'succeeded', 'failed'])('a task that is %s is left alone', async (status) => {
    const deleted: string[] = []
    const provider = await withStatus(status, deleted)
    await expect(provider.cancel?.('t1')).rejects.toMatchObject({ kind: 'refused' })
    expect(deleted).toEqual([])
  })

  test('a task that began in between', async () => {
    const provider = await withStatus('queued', [], 403)
    await expect(provider.cancel?.('t1')).rejects.toMatchObject({ kind: 'refused', status: 403 })
  })
})

describe('native Ark', () => {
  test.each([
    [400, 'MissingParameter.content', true, /is open to it/],
    [404, 'ModelNotOpen', false, /not activated/],
    [401, 'AuthenticationError', false, /SEEDANCE_API_KEY/],
  ])('%i %s', async (status, code, ok, sentence) => {
    const bodies: string[] = []
    server = createServer(async (incoming, outgoing) => {
      for await (const chunk of incoming) bodies.push(String(chunk))
      always(status, { error: { code, message: 'said the provider' } })(incoming, outgoing)
    })
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const provider = createArkProvider({
      name: 'ark',
      dialect: 'native',
      baseUrl: `http://127.0.0.1:${port}/api/v3`,
      apiKey: KEY,
      fetch: globalThis.fetch,
      clock: () => NOW,
    })
    const report = await provider.checkConnection()
    expect(report).toMatchObject({ ok, message: { en: expect.stringMatching(sentence) } })
    // No content: nothing that could be made into a task.
    expect(bodies.map((body): unknown => JSON.parse(body))).toEqual([{ model: 'doubao-seedance-2-0-260128' }])
  })
})

describe('how long to wait', () => {
  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': new Date(NOW + 30_000).toUTCString() }, 30_000],
    [{ 'retry-after': new Date(NOW - 30_000).toUTCString() }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': '999999' }, 3_600_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%j: %s ms', (headers, wait) => {
    expect(readRetryAfter(new Headers(Object.entries(headers)), NOW)).toBe(wait)
  })
})
