import { Agent, request } from 'node:http'

export interface Load {
  url: string
  headers?: Readonly<Record<string, string>>
  /** Kept alive; each sends its next request when its last one is answered. */
  connections: number
  requests: number
  /** Any other answer ends the run: a fast error is no figure. */
  status: number
}

/** Latencies in ms until the whole answer is there, in no order. Throws on an unexpected status. */
export async function sendLoad(load: Load): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
  const latencies: number[] = []
  let left = load.requests
  const send = async () => {
    while (left > 0) {
      left -= 1
      const started = performance.now()
      const status = await get(load, agent)
      if (status !== load.status) throw new Error(`${load.url} answered ${status} instead of ${load.status}`)
      latencies.push(performance.now() - started)
    }
  }
  try {
    await Promise.all(Array.from({ length: load.connections }, send))
  } finally {
    agent.destroy()
  }
  return latencies
}

function get({ url, headers }: Load, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, headers: { ...headers } }, (incoming) => {
      incoming.on('end', () => resolve(incoming.statusCode))
      incoming.on('error', reject)
      incoming.resume()
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}
