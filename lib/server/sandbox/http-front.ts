import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { DroppedConnection } from './dropped-connection.ts'

/** Puts a Request → Response function behind a node:http server. Bodies stream in both directions. */
export function createHttpFront(handle: (request: Request) => Promise<Response>): Server {
  return createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch(() => outgoing.destroy())
  })
}

async function answer(
  handle: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  let response: Response
  try {
    response = await handle(toRequest(incoming))
  } catch (error) {
    if (!(error instanceof DroppedConnection)) throw error
    incoming.socket.destroy()
    return
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body === null) {
    outgoing.end()
    return
  }
  const reader = response.body.getReader()
  outgoing.on('close', () => void reader.cancel().catch(() => undefined))
  let sent = Promise.resolve()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const { value } = part
      await sent
      sent = new Promise((resolve) => {
        outgoing.once('close', resolve)
        outgoing.write(value, () => {
          outgoing.off('close', resolve)
          resolve()
        })
      })
    }
    outgoing.end()
  } catch {
    // What came before the break arrives; a client then sees a short body, as from a server that died.
    await sent
    outgoing.destroy()
  }
}

function toRequest(incoming: IncomingMessage): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`)
  const method = incoming.method ?? 'GET'
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  const init: RequestInit & { duplex: 'half' } = { method, headers, body: toStream(incoming), duplex: 'half' }
  return new Request(url, init)
}

/**
 * Not Readable.toWeb: cancelling that destroys the socket, and a refusal of a body that is too large would never
 * reach the client. Here the rest is read and thrown away.
 */
function toStream(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.on('data', (chunk: Buffer) => {
        controller.enqueue(chunk)
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause()
      })
      incoming.on('end', () => controller.close())
      incoming.on('error', (error) => controller.error(error))
      incoming.pause()
    },
    pull() {
      incoming.resume()
    },
    cancel() {
      incoming.removeAllListeners('data')
      incoming.removeAllListeners('end')
      incoming.resume()
    },
  })
}
