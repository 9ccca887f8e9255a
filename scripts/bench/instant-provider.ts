import { createServer } from 'node:http'

/** A provider that takes every task at once and never ends one, and notes when each create came. */
export interface InstantProvider {
  /** Up to and including `/api/v3`. */
  baseUrl: string
  tasksUrl: string
  /** Resolves with `performance.now()` of the next create. */
  nextCreate(): Promise<number>
  close(): Promise<void>
}

const TASKS = '/api/v3/contents/generations/tasks'

export async function startInstantProvider(): Promise<InstantProvider> {
  let count = 0
  let waiting = Promise.withResolvers<number>()
  const server = createServer((incoming, outgoing) => {
    incoming.resume()
    const url = new URL(incoming.url ?? '/', 'http://provider')
    const ids = url.searchParams.getAll('filter.task_ids')
    if (incoming.method === 'POST') waiting.resolve(performance.now())
    const answer =
      incoming.method === 'POST'
        ? { id: `task-${(count += 1)}` }
        : { items: ids.map((id) => ({ id, status: 'running' })), total: ids.length }
    outgoing.setHeader('content-type', 'application/json')
    outgoing.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    baseUrl: `${origin}/api/v3`,
    tasksUrl: `${origin}${TASKS}`,
    nextCreate: () => {
      waiting = Promise.withResolvers<number>()
      return waiting.promise
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
