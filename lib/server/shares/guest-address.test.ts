import { createServer, get } from 'node:http'
import { expect, test } from 'vitest'
import { guardRequests } from '#lib/server/http/before-next.ts'
import { addressOf, PEER_HEADER } from './guest-address.ts'

/* Guesses are counted by where they come from, so nobody may choose that. */

test.each([
  ['from afar, whatever it says of itself', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
  ['from afar by IPv6', '2001:db8::5', '198.51.100.1', '2001:db8::5'],
  ['a front on this machine', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['a front on this machine, as IPv6 writes it', '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['a front in the network', '10.0.0.2', '198.51.100.1', '198.51.100.1'],
  [
    'what the front was told before is not the front’s word',
    '127.0.0.1',
    '1.2.3.4, 198.51.100.1',
    '198.51.100.1',
  ],
  ['no network of its own', '172.32.0.1', '198.51.100.1', '172.32.0.1'],
  ['nothing said', '203.0.113.5', '', '203.0.113.5'],
])('%s', (_, peer, forwarded, address) => {
  const headers = new Headers({ [PEER_HEADER]: peer, ...(forwarded && { 'x-forwarded-for': forwarded }) })
  expect(addressOf(headers)).toBe(address)
})

test('what a client writes there itself is not believed', async () => {
  const server = createServer((request, response) => response.end(String(request.headers[PEER_HEADER])))
  guardRequests(new Set(['127.0.0.1']), server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const said = await new Promise<string>((resolve, reject) => {
    get({ port, host: '127.0.0.1', headers: { [PEER_HEADER]: '198.51.100.1' } }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.on('end', () => resolve(text))
    }).on('error', reject)
  })
  server.close()
  expect(said).toMatch(/127\.0\.0\.1$/)
})
