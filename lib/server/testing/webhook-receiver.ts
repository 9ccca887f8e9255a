import 'server-only'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'

export interface ReceivedWebhook {
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/** What it answers; `silence` is no answer at all, for as long as the sender waits. */
export type ReceiverAnswer = number | 'silence' | ((response: ServerResponse) => void)

export interface WebhookReceiver {
  /** `http://127.0.0.1:port`, or https where it has a certificate. */
  origin: string
  received: ReceivedWebhook[]
  /** Of what comes next, one each; 204 when there is none left. */
  answers: ReceiverAnswer[]
  /** When there is none left. */
  otherwise: (got: ReceivedWebhook) => ReceiverAnswer
  stop(): Promise<void>
}

/** A program elsewhere that is told, over real HTTP(S) on this machine. */
export async function startReceiver(certificate?: { key: string; cert: string }): Promise<WebhookReceiver> {
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const got = { path: request.url ?? '', headers: request.headers, body }
      receiver.received.push(got)
      const answer = receiver.answers.shift() ?? receiver.otherwise(got)
      if (typeof answer === 'function') answer(response)
      else if (answer !== 'silence') response.writeHead(answer).end()
    })
  }
  const server = certificate ? createSecureServer(certificate, handle) : createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const receiver: WebhookReceiver = {
    origin: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    received: [],
    answers: [],
    otherwise: () => 204,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}

/**
 * Written from the text of Standard Webhooks 1.0 and from nothing of ours: the signed content is id, timestamp and raw body joined by
 * full stops; the key is what stands behind `whsec_`, in base64; one of the signatures, parted by blanks, must be `v1,` and the HMAC.
 */
export function verifyWebhook({ headers, body }: ReceivedWebhook, secret: string, now: number): boolean {
  const header = (name: string) => String(headers[name] ?? '')
  const timestamp = header('webhook-timestamp')
  if (Math.abs(now / 1000 - Number(timestamp)) > 300) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signed = createHmac('sha256', key)
    .update(`${header('webhook-id')}.${timestamp}.${body}`)
    .digest('base64')
  return header('webhook-signature').split(' ').includes(`v1,${signed}`)
}
