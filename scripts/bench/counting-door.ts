import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'

/**
 * Stands between the studio and the provider: passes everything on, counts it, and notes when each task was looked at.
 * Times are epoch ms of this machine, like the studio's own.
 */
export interface CountingDoor {
  origin: string
  counts: Record<'creates' | 'lists' | 'singles' | 'downloads', number>
  tasks: ReadonlyMap<string, TaskLooks>
  /** Where everything is passed on to; set once the provider runs. */
  connect(origin: string): void
  close(): Promise<void>
}

export interface TaskLooks {
  /** When the create was answered. */
  acceptedAt: number
  looks: { askedAt: number; answeredAt: number; isOver: boolean }[]
}

const TASKS = '/sandbox/api/v3/contents/generations/tasks'
const OVER = new Set(['succeeded', 'failed', 'expired', 'cancelled'])

export async function openCountingDoor(): Promise<CountingDoor> {
  const agent = new Agent({ keepAlive: true })
  const counts: CountingDoor['counts'] = { creates: 0, lists: 0, singles: 0, downloads: 0 }
  const tasks = new Map<string, TaskLooks>()
  let target = ''

  const server = createServer((incoming, outgoing) => {
    const askedAt = Date.now()
    const kind = kindOf(incoming)
    counts[kind] += 1
    const onward = request(
      `${target}${incoming.url ?? ''}`,
      { agent, method: incoming.method, headers: incoming.headers },
      (answer) => passBack(answer, outgoing, (text) => note(tasks, kind, askedAt, text)),
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    counts,
    tasks,
    connect: (origin) => {
      target = origin
    },
    close: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function kindOf({ method, url = '' }: IncomingMessage): keyof CountingDoor['counts'] {
  if (!url.startsWith(TASKS)) return 'downloads'
  if (method === 'POST') return 'creates'
  return url.startsWith(`${TASKS}/`) ? 'singles' : 'lists'
}

/** The answer goes on as it comes; JSON is also read, once it is whole. */
function passBack(answer: IncomingMessage, outgoing: ServerResponse, read: (text: string) => void): void {
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
  answer.pipe(outgoing)
  if (!answer.headers['content-type']?.includes('json')) return
  const chunks: Buffer[] = []
  answer.on('data', (chunk: Buffer) => chunks.push(chunk))
  answer.on('end', () => read(Buffer.concat(chunks).toString()))
}

function note(
  tasks: Map<string, TaskLooks>,
  kind: keyof CountingDoor['counts'],
  askedAt: number,
  text: string,
): void {
  const answeredAt = Date.now()
  const body = Object(JSON.parse(text))
  if (kind === 'creates') tasks.set(String(body.id), { acceptedAt: answeredAt, looks: [] })
  const found: unknown[] = kind === 'lists' ? body.items : kind === 'singles' ? [body] : []
  for (const item of found) {
    const { id, status } = Object(item)
    tasks.get(String(id))?.looks.push({ askedAt, answeredAt, isOver: OVER.has(String(status)) })
  }
}
