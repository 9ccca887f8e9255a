import { createServer, request, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorBodySchema } from '#lib/api/error-body.ts'
import { guardRequests } from './before-next.ts'

guardRequests(new Set(['127.0.0.1', 'studio.example']))

let server: Server
let port = 0
/** Stands for Next. */
let answer = (response: ServerResponse): void => void response.end('a page')

beforeAll(async () => {
  server = createServer((_, response) => answer(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => server.close())

function ask(path: string, options: { method?: string; host?: string; body?: string } = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { method = 'GET', host = `127.0.0.1:${port}` } = options
    request({ port, host: '127.0.0.1', method, path, headers: { host } }, (incoming) => {
      let text = ''
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString()))
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }))
    })
      .on('error', reject)
      .end(options.body)
  })
}

const codeOf = (text: string) => errorBodySchema.parse(JSON.parse(text)).error.code

test('what is asked for properly goes on', async () => {
  expect(await ask('/a%20b/%C3%A9?q=%E0%A4%A')).toEqual({ status: 200, text: 'a page' })
  expect(await ask('/', { host: 'studio.example' })).toEqual({ status: 200, text: 'a page' })
})

test.each(['GET', 'OPTIONS', 'PUT', 'POST'])('%s under a foreign name is 421', async (method) => {
  const { status, text } = await ask('/_next/static/x.js', { method, host: 'evil.example' })
  expect([status, codeOf(text)]).toEqual([421, 'foreign_host'])
})

test.each(['/api/generations/%E0%A4%A', '/%', '/%ff', '/a/%C0%80', 'http://127.0.0.1/', '*'])(
  'the path %s cannot be read',
  async (path) => {
    const { status, text } = await ask(path, { method: path === '*' ? 'OPTIONS' : 'GET' })
    expect([status, codeOf(text)]).toEqual([400, 'invalid_request'])
  },
)

describe('a method that a route does not have', () => {
  test('gets words', async () => {
    answer = (response) => {
      response.statusCode = 405
      response.end()
    }
    const { status, text } = await ask('/api/health', { method: 'PATCH' })
    expect([status, codeOf(text)]).toEqual([405, 'method_not_allowed'])
  })

  test('gets words too where no route is asked', async () => {
    const { status, text } = await ask('/', { method: 'TRACE' })
    expect([status, codeOf(text)]).toEqual([405, 'method_not_allowed'])
  })

  test('but a 405 that explains itself keeps its own', async () => {
    answer = (response) => {
      response.writeHead(405, { 'content-type': 'text/plain' })
      response.end('no')
    }
    expect(await ask('/sandbox/x', { method: 'PATCH' })).toEqual({ status: 405, text: 'no' })
  })
})
