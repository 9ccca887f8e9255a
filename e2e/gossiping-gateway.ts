import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { SandboxProcess } from '#lib/server/testing/sandbox-process.ts'

/**
 * A gateway before the sandbox that tells everybody what it knows: every error repeats the key and the address, as some
 * gateways do, and prompts can order worse ones. What it passes on is the sandbox's own answer, under its own address.
 */
export interface GossipingGateway {
  origin: string
  /** Below `origin`: an unmistakable part of the provider's address. */
  path: string
  /** From now on no key is right. */
  refuseKey(): void
  stop(): Promise<void>
}

export async function startGossipingGateway(sandbox: SandboxProcess): Promise<GossipingGateway> {
  const path = '/gw-7h3-path'
  let isRefusing = false
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request)
    const ordered = /#gossip-(\d{3}|text)/.exec(body.toString())?.[1]
    if (isRefusing || ordered === '401') return send(response, 401, gossip('AuthenticationError'))
    if (ordered === 'text')
      return send(response, 502, `<pre>Authorization: Bearer ${sandbox.key}\n${origin}${path}</pre>`)
    if (ordered)
      return send(
        response,
        Number(ordered),
        gossip(ordered === '500' ? 'InternalServiceError' : 'InvalidParameter'),
      )
    const target = (request.url ?? '/').replace(path, '/sandbox')
    const { host: _, connection: __, ...headers } = request.headers
    const passed = await fetch(`${sandbox.origin}${target}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      ...(body.byteLength > 0 && { body: new Uint8Array(body) }),
    })
    await pass(passed, response)
  }

  async function pass(from: Response, to: ServerResponse): Promise<void> {
    const type = from.headers.get('content-type') ?? ''
    const bytes = Buffer.from(await from.arrayBuffer())
    to.setHeader('x-debug', `Bearer ${sandbox.key}`)
    if (!type.includes('json')) {
      to.writeHead(from.status, { 'content-type': type }).end(bytes)
      return
    }
    const text = bytes
      .toString()
      .replaceAll(`${sandbox.origin}/sandbox`, `${origin}${path}`)
      .replaceAll('"message":"', `"message":"${sentence()} `)
    send(to, from.status, text)
  }

  function gossip(code: string): string {
    return JSON.stringify({ error: { code, message: sentence(), type: code, debug: { key: sandbox.key } } })
  }
  function sentence(): string {
    return `The key ${sandbox.key} was used at ${origin}${path}/api/v3.`
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    origin,
    path,
    refuseKey: () => {
      isRefusing = true
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, { 'content-type': body.startsWith('<') ? 'text/html' : 'application/json' })
    .end(body)
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
