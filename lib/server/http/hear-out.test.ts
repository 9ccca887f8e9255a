import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hearOutRequests } from './hear-out.ts'

const BODY = Buffer.alloc(8 * 1024 * 1024, 'x')

let server: Server
let port = 0

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(413).end('too large'))
  hearOutRequests(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => server.close())

/** Sends it all before it reads, as many clients and proxies do. */
async function sendThenRead(connection: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const head = `PUT / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: ${connection}\r\nContent-Length: ${BODY.length}\r\n\r\n`
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.write(head)
    socket.write(BODY, () => resolve())
  })
  if (connection !== 'close') socket.end()
  return text(socket)
}

test.each(['close', 'keep-alive'])(
  'an answer before the body is over is not lost: %s',
  async (connection) => {
    const answer = await sendThenRead(connection)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('too large')
  },
)
