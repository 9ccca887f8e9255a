import { request } from 'node:http'
import { connect } from 'node:net'

/**
 * One HTTP request exactly as it is written down: any Host, any path (nothing is normalised), any Content-Length. Browsers and
 * fetch would put these right.
 */
export interface HttpCall {
  method?: string
  path: string
  headers?: Readonly<Record<string, string>>
  /** An iterable is sent in chunks, without a length. */
  body?: string | Uint8Array | Iterable<Uint8Array>
}

export interface HttpAnswer {
  status: number
  headers: Readonly<Record<string, string | undefined>>
  text: string
}

export function callHttp(
  origin: string,
  { method = 'GET', path, headers = {}, body }: HttpCall,
): Promise<HttpAnswer> {
  const { hostname, port } = new URL(origin)
  return new Promise<HttpAnswer>((resolve, reject) => {
    let isAnswered = false
    const known = typeof body === 'string' || body instanceof Uint8Array ? Buffer.byteLength(body) : undefined
    const framed = known === undefined ? headers : { 'content-length': String(known), ...headers }
    const outgoing = request({ hostname, port, method, path, headers: framed, agent: false }, (incoming) => {
      isAnswered = true
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
          ),
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    outgoing.on('error', (error) => isAnswered || reject(error))
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) outgoing.end(body)
    else void sendChunks(outgoing, body)
  })
}

async function sendChunks(outgoing: ReturnType<typeof request>, body: Iterable<Uint8Array>): Promise<void> {
  for (const chunk of body) {
    if (outgoing.destroyed) return
    await new Promise<void>((resolve) => outgoing.write(chunk, () => resolve()))
  }
  outgoing.end()
}

/** Writes these bytes, then nothing more, and gives back what the server said until it closed or a second passed in silence. */
export function exchangeBytes(origin: string, bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let text = ''
    const end = () => {
      socket.destroy()
      resolve(text)
    }
    socket.setTimeout(1000, end)
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('close', end)
    socket.on('error', end)
    socket.write(bytes)
  })
}
