import { readFile } from 'node:fs/promises'
import { Agent, createServer, request, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { ROOT } from '../launch/paths.mjs'

const PLAIN = join(ROOT, 'scripts/bench/plain-grid')
const FILES: Readonly<Record<string, string>> = { 'index.html': 'text/html', 'grid.js': 'text/javascript' }

export interface GalleryFront {
  /** The studio, with the plain grid beside it under `/plain-grid/`: its pictures come from the same server, under the same rules. */
  origin: string
  close(): Promise<void>
}

/** `cards` are the plain grid's, by project: id of the clip's file and a line of text. */
export async function openGalleryFront(
  studio: string,
  cards: ReadonlyMap<string, readonly (readonly [string, string])[]>,
): Promise<GalleryFront> {
  const agent = new Agent({ keepAlive: true })
  const server = createServer((incoming, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', studio)
    if (pathname === '/plain-grid/cards.json')
      return send(outgoing, 'application/json', JSON.stringify(cards.get(searchParams.get('project') ?? '')))
    if (pathname.startsWith('/plain-grid/'))
      return void sendFile(outgoing, pathname.slice('/plain-grid/'.length) || 'index.html')
    const onward = request(
      `${studio}${incoming.url ?? ''}`,
      { agent, method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function sendFile(outgoing: ServerResponse, name: string): Promise<void> {
  const type = FILES[name]
  if (type === undefined) return void outgoing.writeHead(404).end()
  send(outgoing, type, await readFile(join(PLAIN, name)))
}

function send(outgoing: ServerResponse, type: string, body: string | Buffer | undefined): void {
  outgoing.writeHead(body === undefined ? 404 : 200, { 'content-type': type })
  outgoing.end(body)
}
