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
  /**
   * `private`: one browser keeps it, for ever. `checked`: it asks each time whether the ETag is still the same. `none`: nobody keeps it
   * (signed addresses, share links).
   */
  cache: 'private' | 'checked' | 'none'
  /** Sent behind the blob's own bytes, as if they were part of it; the ETag names both. */
  tail?: Uint8Array<ArrayBuffer> | undefined
  /** Of the blob's own bytes only so many are served, as if there were no more. */
  end?: number | undefined
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
  const bytes = Math.min(facts.bytes, blob.end ?? facts.bytes)
  const size = bytes + (blob.tail?.byteLength ?? 0)
  const range = wantsRange(request, blob.etag) ? parseRange(request.headers.get('range'), size) : undefined
  const { start, end } = range ?? { start: 0, end: size - 1 }
  headers.set('content-length', String(end - start + 1))
  if (range) headers.set('content-range', `bytes ${start}-${end}/${size}`)
  const isEmpty = request.method === 'HEAD' || size === 0
  const body = isEmpty ? null : await readPart(blobs, blob, bytes, { start, end })
  return new Response(body, { status: range ? 206 : 200, headers })
}

/** `range` is inclusive and counts through the blob (`bytes` long) and its tail. */
async function readPart(
  blobs: Pick<BlobStore, 'read'>,
  { key, tail }: ServedBlob,
  bytes: number,
  { start, end }: { start: number; end: number },
): Promise<ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>> {
  const ofTail = tail?.slice(Math.max(0, start - bytes), Math.max(0, end + 1 - bytes))
  if (ofTail && start >= bytes) return ofTail
  const body = await blobs.read(key, { start, end: Math.min(end, bytes - 1) }).catch(asNotThere)
  return ofTail && ofTail.byteLength > 0 ? body.pipeThrough(endingWith(ofTail)) : body
}

function endingWith(tail: Uint8Array): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({ flush: (controller) => controller.enqueue(tail) })
}

const CACHE_CONTROL: Record<ServedBlob['cache'], string> = {
  private: 'private, max-age=31536000, immutable',
  checked: 'private, no-cache',
  none: 'private, no-store',
}

function headersOf({ etag, mime, downloadName, cache }: ServedBlob): Headers {
  const headers = new Headers({
    'content-type': mime,
    'accept-ranges': 'bytes',
    etag: `"${etag}"`,
    'cache-control': CACHE_CONTROL[cache],
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
  if (start > end)
    throw new AppError('range_not_satisfiable', {
      en: `The file has ${size} bytes.`,
      zh: `文件有 ${size} 字节。`,
    })
  return { start, end }
}

function asNotThere(error: unknown): never {
  throw error instanceof BlobNotFound ? notThere(error) : error
}

function notThere(cause?: unknown): AppError {
  return new AppError('not_found', GONE, { cause })
}

const GONE = { en: 'This file is not on the storage any more.', zh: '这个文件已不在存储中。' }
