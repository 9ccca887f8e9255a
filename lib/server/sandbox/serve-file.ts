import 'server-only'
import { stat } from 'node:fs/promises'
import { readFileStream } from '#lib/server/media/file-stream.ts'

/** How a fault changes what is sent: `truncated` tells a length that agrees, `cut-off` breaks in the middle. */
export type FileFault = 'truncated' | 'cut-off'

/**
 * A file as an answer to GET or HEAD, one range at most, inclusive at both ends. Undefined when there is no such file.
 */
export async function serveFile(
  request: Request,
  path: string,
  contentType: string,
  fault?: FileFault,
): Promise<Response | undefined> {
  const facts = await stat(path).catch(() => undefined)
  if (facts === undefined) return undefined
  const size = fault === 'truncated' ? Math.floor(facts.size / 2) : facts.size
  const headers = new Headers({
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=86400',
    'x-content-type-options': 'nosniff',
    etag: `"${size.toString(16)}-${Math.round(facts.mtimeMs).toString(16)}"`,
  })
  const range = readRange(request.headers.get('range'), size)
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  headers.set('content-length', String(end - start + 1))
  if (range !== undefined) headers.set('content-range', `bytes ${start}-${end}/${size}`)
  const status = range === undefined ? 200 : 206
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const body =
    fault === 'cut-off' ? await breakOff(path, start, end) : await readFileStream(path, { start, end })
  return new Response(body, { status, headers })
}

/** One range of the header; several, or one in another unit, count as none, as RFC 9110 allows. */
function readRange(
  header: string | null,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match === null) return undefined
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to))
  return start >= size || end < start ? 'unsatisfiable' : { start, end }
}

async function breakOff(
  path: string,
  start: number,
  end: number,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const half = await readFileStream(path, { start, end: start + Math.floor((end - start) / 2) })
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    flush() {
      throw new Error('The connection broke off.')
    },
  })
  half.pipeTo(writable).catch(() => undefined)
  return readable
}
