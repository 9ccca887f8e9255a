import 'server-only'
import { AppError } from '#lib/api/app-error.ts'
import { BlobNotFound, type BlobStore } from './blob-store.ts'

export interface ServedBlob {
  key: string
  /** Without quotes; names these bytes for ever. */
  etag: string
  mime: string
  /** Present: the browser saves instead of showing, under this name. */
  downloadName?: string | undefined
  /** `private`: one browser keeps it, for ever. `none`: nobody does (signed addresses, share links). */
  cache: 'private' | 'none'
}

/**
 * A blob as the answer to a GET or HEAD: one range at most, 304 for what the browser has, nothing that a browser would run
 * (the bytes are somebody's). Throws AppError 404, 416.
 */
export async function serveBlob(
  blobs: Pick<BlobStore, 'stat' | 'read'>,
  request: Request,
  blob: ServedBlob,
): Promise<Response> {
  const headers = headersOf(blob)
  if (isKnown(request.headers.get('if-none-match'), blob.etag)) {
    return new Response(null, { status: 304, headers })
  }
  const facts = await blobs.stat(blob.key)
  if (!facts) throw notThere()
  const range = wantsRange(request, blob.etag)
    ? parseRange(request.headers.get('range'), facts.bytes)
    : undefined
  const { start, end } = range ?? { start: 0, end: facts.bytes - 1 }
  headers.set('content-length', String(end - start + 1))
  if (range) headers.set('content-range', `bytes ${start}-${end}/${facts.bytes}`)
  const isEmpty = request.method === 'HEAD' || facts.bytes === 0
  const body = isEmpty ? null : await blobs.read(blob.key, { start, end }).catch(asNotThere)
  return new Response(body, { status: range ? 206 : 200, headers })
}

function headersOf({ etag, mime, downloadName, cache }: ServedBlob): Headers {
  const headers = new Headers({
    'content-type': mime,
    'accept-ranges': 'bytes',
    etag: `"${etag}"`,
    'cache-control': cache === 'private' ? 'private, max-age=31536000, immutable' : 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
  })
  if (downloadName !== undefined) headers.set('content-disposition', attachment(downloadName))
  return headers
}

/** RFC 6266 and 5987: a plain name for old readers, the real one percent-encoded. */
export function attachment(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\w .()-]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.split(',').some((known) => ['*', `"${etag}"`, `W/"${etag}"`].includes(known.trim()))
}

/** A range of other bytes than these would be a wrong one: If-Range asks for everything then. A date names no bytes. */
function wantsRange(request: Request, etag: string): boolean {
  const condition = request.headers.get('if-range')
  return condition === null || condition.trim() === `"${etag}"`
}

/** Inclusive at both ends. Several ranges, other units and nonsense count as none (RFC 9110 §14.2). Throws AppError 416. */
function parseRange(header: string | null, size: number): { start: number; end: number } | undefined {
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '')
  const [, first = '', last = ''] = match ?? []
  if (first === '' && last === '') return undefined
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (start > end) throw new AppError('range_not_satisfiable', `The file has ${size} bytes.`)
  return { start, end }
}

function asNotThere(error: unknown): never {
  throw error instanceof BlobNotFound ? notThere(error) : error
}

function notThere(cause?: unknown): AppError {
  return new AppError('not_found', 'This file is not on the storage any more.', { cause })
}
