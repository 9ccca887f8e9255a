import 'server-only'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaFacts } from '#lib/seedance/limits.ts'
import type { ReferenceKind, RequestReference } from '#lib/seedance/request.ts'
import { REFERENCE_SIZE_LIMITS } from '#lib/server/media/receive.ts'
import type { InspectJob, InspectResult } from '#lib/server/media/inspect-job.ts'
import { writeScratchFile } from '#lib/server/media/scratch.ts'
import { SNIFF_BYTES, sniffMedia } from '#lib/server/media/sniff.ts'
import { WireError } from '#lib/server/wire/wire-error.ts'

/** The bytes at an http(s) address. Rejects with a sentence for the caller when they can't be had. */
export type FetchReference = (address: string, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>

/** Opens a media file in a child process and says what it is; see lib/server/media/inspector.ts. */
export type InspectMedia = (job: InspectJob, signal?: AbortSignal) => Promise<InspectResult>

export interface ReadReference {
  /** File name inside the directory. */
  file: string
  facts: MediaFacts
}

/** All references of one create have this long together. */
const TIMEOUT_MS = 60_000

/**
 * Writes every reference into `directory` and measures it, in their order. Throws a WireError for the first one that
 * can't be read, naming its parameter.
 */
export async function readReferences(
  references: readonly RequestReference[],
  sources: {
    directory: string
    fetchReference: FetchReference
    inspect: InspectMedia
    /** Files of a multipart body, by the address that stands for them in the request. */
    uploads: ReadonlyMap<string, Blob>
    paramOf(url: string): string | undefined
    signal: AbortSignal
  },
): Promise<ReadReference[]> {
  const signal = AbortSignal.any([sources.signal, AbortSignal.timeout(TIMEOUT_MS)])
  const results = await Promise.allSettled(
    references.map(async ({ url, kind }, index) => {
      const file = `reference-${index}`
      const path = join(sources.directory, file)
      await writeCapped(path, await openReference(url, kind, { ...sources, signal }), kind)
      return { file, facts: await measure(path, kind, sources.inspect, signal) }
    }),
  )
  return results.map((result, index) => {
    if (result.status === 'fulfilled') return result.value
    const message = result.reason instanceof Error ? result.reason.message : String(result.reason)
    const { url = '', kind = 'image' } = references[index] ?? {}
    throw new WireError(url === '' && kind === 'image' ? 'InvalidImageURL.EmptyURL' : 'InvalidParameter', {
      message: `The ${kind} ${index + 1} of the references cannot be read. ${message}`,
      param: sources.paramOf(url),
    })
  })
}

async function openReference(
  url: string,
  kind: ReferenceKind,
  sources: { fetchReference: FetchReference; uploads: ReadonlyMap<string, Blob>; signal: AbortSignal },
): Promise<ReadableStream<Uint8Array> | Uint8Array> {
  const upload = sources.uploads.get(url)
  if (upload !== undefined) return upload.stream()
  if (url.startsWith('data:')) return readDataAddress(url, kind)
  if (url.startsWith('asset:'))
    throw new Error('The sandbox has no asset library: give an address or a data: URI.')
  return sources.fetchReference(url, sources.signal)
}

/** Ark takes pictures and sounds as `data:image/png;base64,…`, clips only by address (contract.md §3.3). */
function readDataAddress(url: string, kind: ReferenceKind): Uint8Array {
  if (kind === 'video') throw new Error('A clip must be given by its http address, not as base64.')
  const match = /^data:(image|audio)\/[a-z0-9.+-]+;base64,/.exec(url)
  if (match === null) throw new Error(`It must begin with data:${kind}/<format in lower case>;base64,`)
  if (match[1] !== kind) throw new Error(`It is said to be ${match[1]} and used as ${kind}.`)
  const text = url.slice(match[0].length)
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) throw new Error('It is not base64.')
  return Buffer.from(text, 'base64')
}

/** Stops at the first byte beyond the limit of contract.md §3.4. */
async function writeCapped(
  path: string,
  body: ReadableStream<Uint8Array> | Uint8Array,
  kind: ReferenceKind,
): Promise<void> {
  const limit = REFERENCE_SIZE_LIMITS[kind]
  await writeScratchFile(path, body, (chunk, before) => {
    if (before + chunk.byteLength <= limit) return
    throw new Error(`It has more than the ${limit / 1024 / 1024} MB that are allowed.`)
  })
}

async function measure(
  path: string,
  kind: ReferenceKind,
  inspect: InspectMedia,
  signal: AbortSignal,
): Promise<MediaFacts> {
  const { head, bytes } = await readHead(path)
  const sniffed = await sniffMedia(head)
  if (!sniffed.ok) throw new Error(sniffed.message.en)
  const { format } = sniffed
  if (sniffed.kind !== kind) throw new Error(`It is a file of the kind ${sniffed.kind} (${format}).`)
  const job: InspectJob = { path, format, decode: 'samples', posterPath: `${path}.poster` }
  const result = await inspect(kind === 'video' ? { ...job, spritePath: `${path}.sprite` } : job, signal)
  if (!result.ok) throw new Error(result.message.en)
  const { width, height, duration, fps } = result.inspection
  return {
    kind,
    format,
    bytes,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(duration !== undefined && { duration }),
    ...(fps !== undefined && { fps }),
  }
}

async function readHead(path: string): Promise<{ head: Uint8Array; bytes: number }> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(SNIFF_BYTES), 0, SNIFF_BYTES, 0)
    return { head: buffer.subarray(0, bytesRead), bytes: (await file.stat()).size }
  } finally {
    await file.close()
  }
}
