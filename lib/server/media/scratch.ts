import 'server-only'
import { toSentence, type Sentence } from '#lib/language/language.ts'
import { STORAGE_ERROR, hasMark } from '#lib/server/error-kinds.ts'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readdir, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

/** A place for bytes that are not (yet) kept: uploads on their way in, downloads, pictures being made. */
export interface Scratch {
  /** A fresh path; nothing is created. `remove` may be called at any time, more than once. */
  file(extension?: string): ScratchFile
  /** Removes what crashed processes left: everything untouched since `before` (epoch ms). Returns how many. */
  sweep(before: number): Promise<number>
}

export interface ScratchFile {
  path: string
  remove(): Promise<void>
}

/** Makes `directory` if it is missing. */
export function createScratch(directory: string): Scratch {
  mkdirSync(directory, { recursive: true })
  return {
    file(extension = '') {
      const path = join(directory, `${randomBytes(16).toString('hex')}${extension}`)
      return { path, remove: () => rm(path, { force: true }) }
    },
    async sweep(before) {
      const old = await filesOlderThan(directory, before)
      await Promise.all(old.map((path) => rm(path, { force: true })))
      return old.length
    },
  }
}

/** A scratch whose files are all removed by one `clear`. */
export function openBench(scratch: Scratch): Scratch & { clear(): Promise<void> } {
  const files: ScratchFile[] = []
  return {
    file(extension) {
      const file = scratch.file(extension)
      files.push(file)
      return file
    },
    sweep: (before) => scratch.sweep(before),
    clear: async () => void (await Promise.all(files.map((file) => file.remove()))),
  }
}

async function filesOlderThan(directory: string, before: number): Promise<string[]> {
  const paths = (await readdir(directory)).map((name) => join(directory, name))
  const ages = await Promise.all(
    // Another process may finish with its file between the listing and this look.
    paths.map(async (path) => ({ path, touched: (await stat(path).catch(() => undefined))?.mtimeMs })),
  )
  return ages.flatMap(({ path, touched }) => (touched !== undefined && touched < before ? [path] : []))
}

/** Our own disk failed (full, read-only, gone), whatever the bytes were. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly [STORAGE_ERROR] = true
  /** What happened, in every language; `message` is the English of it. */
  readonly said: Sentence

  constructor(message: string | Sentence, options: { cause?: unknown } = {}) {
    super(toSentence(message).en, options)
    this.said = toSentence(message)
  }

  static override [Symbol.hasInstance](value: unknown): value is StorageError {
    return hasMark(value, STORAGE_ERROR)
  }
}

/**
 * Streams to a new file and flushes it. `onChunk` sees every chunk before it is written and stops everything by
 * throwing. Rejects with its error, the stream's own or StorageError, after which the stream is cancelled; the file is the
 * caller's to remove.
 */
export async function writeScratchFile(
  path: string,
  body: ReadableStream<Uint8Array> | Uint8Array,
  onChunk?: (chunk: Uint8Array, bytesSoFar: number) => void | Promise<void>,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', 0o600).catch(asStorageError)
  try {
    for await (const chunk of body instanceof Uint8Array ? [body] : body) {
      await onChunk?.(chunk, bytes)
      hash.update(chunk)
      bytes += chunk.byteLength
      await writeAll(file, chunk).catch(asStorageError)
    }
    await file.sync().catch(asStorageError)
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let rest = chunk
  while (rest.byteLength > 0) rest = rest.subarray((await file.write(rest)).bytesWritten)
}

function asStorageError(cause: unknown): never {
  throw new StorageError(
    { en: 'The file could not be written to the disk.', zh: '文件无法写入磁盘。' },
    { cause },
  )
}
