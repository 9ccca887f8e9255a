import 'server-only'
import { inSequence, toSentence, type Sentence } from '#lib/language/language.ts'
import type { ReferenceKind } from '#lib/seedance/request.ts'
import type { Scratch, ScratchFile } from './scratch.ts'
import { writeScratchFile } from './scratch.ts'
import { SNIFF_BYTES, sniffMedia, type MediaFormat } from './sniff.ts'

/** Bytes, largest that is taken. */
export type SizeLimits = Record<ReferenceKind, number>

/** contract.md §3.4; all inclusive. */
export const REFERENCE_SIZE_LIMITS: SizeLimits = {
  image: 30 * 1024 * 1024,
  video: 200 * 1024 * 1024,
  audio: 15 * 1024 * 1024,
}

export interface Received {
  file: ScratchFile
  format: MediaFormat
  kind: ReferenceKind
  bytes: number
  sha256: string
}

/**
 * - `empty`, `unsupported` (not a format of ours), `too_large`
 * - `length`: fewer or more bytes than were announced
 * - `checksum`: not the bytes whose SHA-256 was announced
 */
export type ReceiveErrorKind = 'empty' | 'unsupported' | 'too_large' | 'length' | 'checksum'

export class ReceiveError extends Error {
  override readonly name = 'ReceiveError'
  /** What happened, in every language; `message` is the English of it. */
  readonly said: Sentence
  readonly kind: ReceiveErrorKind

  constructor(kind: ReceiveErrorKind, message: string | Sentence) {
    super(toSentence(message).en)
    this.said = toSentence(message)
    this.kind = kind
  }
}

/**
 * Streams a foreign body to scratch, whatever its size with the same memory: sniffs the first bytes, then holds it to the
 * cap of its kind, its announced length and its announced checksum. Rejects with ReceiveError or the body's own error, and
 * then nothing is left on disk and the body is cancelled. `contentLength` undefined: none was announced.
 */
export async function receiveMedia(
  scratch: Scratch,
  incoming: {
    body: ReadableStream<Uint8Array>
    contentLength: number | undefined
    sha256?: string | undefined
    limits: SizeLimits
  },
): Promise<Received> {
  const { limits, contentLength } = incoming
  const largest = Math.max(limits.image, limits.video, limits.audio)
  const file = scratch.file()
  try {
    if ((contentLength ?? 0) > largest) {
      await incoming.body.cancel()
      throw tooLarge(undefined, limits, contentLength)
    }
    const { head, body } = await peek(incoming.body, SNIFF_BYTES)
    const { format, kind } = await recognise(head, body)
    if ((contentLength ?? 0) > limits[kind]) {
      await body.cancel()
      throw tooLarge(kind, limits, contentLength)
    }
    const written = await writeScratchFile(file.path, body, (chunk, soFar) => {
      const bytes = soFar + chunk.byteLength
      if (contentLength !== undefined && bytes > contentLength) throw wrongLength(bytes, contentLength)
      if (bytes > limits[kind]) throw tooLarge(kind, limits)
    })
    checkWhole(written, incoming)
    return { file, format, kind, ...written }
  } catch (error) {
    await file.remove()
    throw error
  }
}

async function recognise(head: Uint8Array, body: ReadableStream<Uint8Array>) {
  const sniffed = head.byteLength === 0 ? undefined : await sniffMedia(head)
  if (sniffed?.ok) return sniffed
  await body.cancel()
  throw sniffed
    ? new ReceiveError('unsupported', sniffed.message)
    : new ReceiveError('empty', { en: 'The file is empty.', zh: '文件是空的。' })
}

function checkWhole(
  written: { bytes: number; sha256: string },
  announced: { contentLength: number | undefined; sha256?: string | undefined },
): void {
  if (announced.contentLength !== undefined && written.bytes !== announced.contentLength) {
    throw wrongLength(written.bytes, announced.contentLength)
  }
  if (announced.sha256 !== undefined && written.sha256 !== announced.sha256.toLowerCase()) {
    throw new ReceiveError('checksum', {
      en: 'The bytes that arrived are not the ones that were sent: their SHA-256 differs.',
      zh: '到达的内容与发送的不一致：SHA-256 不同。',
    })
  }
}

/** The first bytes (fewer only when the stream is shorter), and a stream of everything including them. */
async function peek(
  stream: ReadableStream<Uint8Array>,
  bytes: number,
): Promise<{ head: Uint8Array; body: ReadableStream<Uint8Array> }> {
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  while (size < bytes) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    size += value.byteLength
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = chunks.shift() ?? (await reader.read()).value
        if (next) controller.enqueue(next)
        else controller.close()
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return { head: Buffer.concat(chunks, Math.min(size, bytes)), body }
}

const KIND_PLURALS: Record<ReferenceKind, Sentence> = {
  image: { en: 'Pictures', zh: '图片' },
  video: { en: 'Clips', zh: '视频' },
  audio: { en: 'Sounds', zh: '音频' },
}

function tooLarge(kind: ReferenceKind | undefined, limits: SizeLimits, announced?: number): ReceiveError {
  const most = megabytes(kind ? limits[kind] : Math.max(limits.image, limits.video, limits.audio))
  const rule = kind
    ? {
        en: `${KIND_PLURALS[kind].en} can have at most ${most}.`,
        zh: `${KIND_PLURALS[kind].zh}最大 ${most}。`,
      }
    : { en: `No file can have more than ${most}.`, zh: `任何文件都不能超过 ${most}。` }
  if (announced === undefined) return new ReceiveError('too_large', rule)
  const size = megabytes(announced)
  const has = { en: `This file has ${size}.`, zh: `这个文件有 ${size}。` }
  return new ReceiveError('too_large', inSequence(rule, has))
}

function wrongLength(received: number, announced: number): ReceiveError {
  const isMore = received > announced
  return new ReceiveError('length', {
    en: `${isMore ? 'More' : 'Fewer'} bytes arrived than were announced (${received} of ${announced}), so the file was not kept.`,
    zh: `到达的字节比声明的${isMore ? '多' : '少'}（${received}，声明 ${announced}），因此没有保存文件。`,
  })
}

function megabytes(bytes: number): string {
  const value = bytes / 1024 / 1024
  return `${value >= 10 ? Math.round(value) : value.toFixed(1)} MB`
}
