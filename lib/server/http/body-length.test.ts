import { createServer, request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { keepLength, restoreLengths } from './body-length.ts'

restoreLengths()
let server: ReturnType<typeof createServer> | undefined
afterEach(() => server?.close())

/** Sends as Next does: every header but Content-Length. */
async function headersOf(response: Response, method = 'GET') {
  server = createServer((_, outgoing) => {
    outgoing.statusCode = response.status
    response.headers.forEach((value, name) => {
      if (name !== 'content-length') outgoing.appendHeader(name, value)
    })
    outgoing.flushHeaders()
    outgoing.end(method === 'HEAD' ? undefined : 'bytes')
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
    request({ port, host: '127.0.0.1', method }, (incoming) => {
      incoming.resume().on('end', () => resolve(incoming.headers))
    })
      .on('error', reject)
      .end()
  })
}

test.each(['GET', 'HEAD'])('the length is back in what is sent for %s', async (method) => {
  const response = keepLength(new Response('bytes', { headers: { 'content-length': '5' } }))
  const headers = await headersOf(response, method)
  expect(headers['content-length']).toBe('5')
  expect(headers).not.toHaveProperty('x-body-length')
  expect(headers).not.toHaveProperty('transfer-encoding')
})

test('an encoded body has another length', async () => {
  const headers = { 'content-length': '500', 'content-encoding': 'gzip' }
  const sent = await headersOf(keepLength(new Response('bytes', { headers })))
  expect(sent).not.toHaveProperty('content-length')
  expect(sent).not.toHaveProperty('x-body-length')
})

test('an answer without a known length is left alone', async () => {
  expect((await headersOf(keepLength(new Response('bytes'))))['transfer-encoding']).toBe('chunked')
})
