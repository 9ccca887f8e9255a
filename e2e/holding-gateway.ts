import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type SandboxProcess, startSandboxProcess } from '#lib/server/testing/sandbox-process.ts'

/**
 * The sandbox behind a gateway that holds its news back: until `goOn` every task that is asked for seems to run. So a story decides when
 * generations may end, and waits for no clock.
 */
export interface HoldingGateway {
  /** Up to and including `/api/v3`. */
  baseUrl: string
  key: string
  countTasks(): Promise<number>
  goOn(): void
  holdBack(): void
  stop(): Promise<void>
}

export async function startHoldingGateway(): Promise<HoldingGateway> {
  let isHolding = true
  let sandbox: SandboxProcess | undefined
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy())
  })
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const { host: _, connection: __, ...headers } = request.headers
    const answer = await fetch(`${sandbox?.origin}${request.url}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      ...(chunks.length > 0 && { body: new Uint8Array(Buffer.concat(chunks)) }),
    })
    const type = answer.headers.get('content-type') ?? ''
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isHeld = isHolding && request.method === 'GET' && type.includes('json')
    response
      .writeHead(answer.status, { 'content-type': type })
      .end(isHeld ? bytes.toString().replaceAll(ENDED, '"status":"running"') : bytes)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const started = await startSandboxProcess({ rendering: false, unlimited: true, publicOrigin: origin })
  sandbox = started
  return {
    baseUrl: `${origin}/sandbox/api/v3`,
    key: started.key,
    countTasks: started.countTasks,
    goOn: () => (isHolding = false),
    holdBack: () => (isHolding = true),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await started.stop()
    },
  }
}

const ENDED = /"status":\s*"(succeeded|failed)"/g
