import 'server-only'
import http, { type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { rootCertificates } from 'node:tls'
import { DownloadError } from './download-error.ts'
import type { ResolvedAddress, Target } from './download-target.ts'

export interface Answer {
  status: number
  headers: Headers
  body: ReadableStream<Uint8Array>
  /** Bytes, as announced. */
  contentLength: number | undefined
}

/** ms without a byte. */
const SILENCE_MS = 30_000

export interface Sent {
  /** GET when absent. */
  method?: 'POST'
  headers: Record<string, string>
  body?: string
  /** PEM of an authority that is believed beside the system's. */
  authority?: string
  signal: AbortSignal
}

/**
 * One request on a connection of its own, to one of the target's checked addresses and no other: the name is not looked up a
 * second time, so it can't answer differently. Follows nothing, unpacks nothing. Rejects with the system's error; a body that
 * ends before its announced length errors with DownloadError truncated.
 */
export function sendRequest(target: Target, request: Sent): Promise<Answer> {
  const { url, addresses } = target
  const { method = 'GET', body = '', authority } = request
  const options: RequestOptions & { ca?: string[] } = {
    agent: false,
    method,
    headers: {
      'user-agent': 'Seedreel',
      accept: '*/*',
      'accept-encoding': 'identity',
      ...(body !== '' && { 'content-length': String(Buffer.byteLength(body)) }),
      ...request.headers,
    },
    ...(authority !== undefined && { ca: [...rootCertificates, authority] }),
    signal: request.signal,
    timeout: SILENCE_MS,
    ...(addresses && { lookup: pinned(addresses) }),
  }
  return new Promise((resolve, reject) => {
    let answer: IncomingMessage | undefined
    const sent = (url.protocol === 'https:' ? https : http).request(url, options, (message) => {
      answer = message
      resolve(toAnswer(message))
    })
    sent.end(body)
    sent.on('timeout', () => {
      const silence = new DownloadError('temporary', {
        en: `The address sent nothing for ${SILENCE_MS / 1000} seconds.`,
        zh: `该地址已有 ${SILENCE_MS / 1000} 秒没有发送任何内容。`,
      })
      ;(answer ?? sent).destroy(silence)
    })
    sent.on('error', reject)
  })
}

function pinned(addresses: ResolvedAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses
    if (options.all) callback(null, addresses)
    else if (first) callback(null, first.address, first.family)
    else callback(new Error('no address'), '')
  }
}

function toAnswer(message: IncomingMessage): Answer {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const length = headers.get('content-length')
  return {
    status: message.statusCode ?? 0,
    headers,
    body: bodyOf(message),
    contentLength: length === null ? undefined : Number(length),
  }
}

/**
 * Node reports a connection that closes early as a reset; here that is an answer cut short. Read by iterator:
 * `Readable.toWeb` throws outside of every promise when it is cancelled while bytes arrive.
 */
function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Buffer> = message[Symbol.asyncIterator]()
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await chunks.next().catch((cause: unknown) => {
          if (!isReset(cause)) throw cause
          throw new DownloadError(
            'truncated',
            {
              en: 'The connection closed before everything had arrived.',
              zh: '全部内容到达之前连接就关闭了。',
            },
            {
              cause,
            },
          )
        })
        if (next.done) controller.close()
        else controller.enqueue(next.value)
      },
      cancel: () => void message.destroy(),
    },
    { highWaterMark: 0 },
  )
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
}
