import 'server-only'
import { BLOB_NOT_FOUND, hasMark } from '#lib/server/error-kinds.ts'

/**
 * Where originals and their companions (posters, sprites) are kept. Keys are ours alone, made of [a-z0-9/._-], never a
 * name that somebody typed. A blob is written whole or not at all.
 */
export interface BlobStore {
  /**
   * Streams to storage; the blob appears under `key` only once every byte arrived and was flushed. Returns what was
   * counted on the way. Rejects with the stream's own error, leaving nothing behind.
   */
  write(
    key: string,
    body: ReadableStream<Uint8Array> | Uint8Array,
  ): Promise<{ bytes: number; sha256: string }>
  /** `range` is inclusive at both ends, bytes. Throws BlobNotFound. */
  read(key: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>
  stat(key: string): Promise<{ bytes: number } | undefined>
  /** Reads the blob back and hashes it; hex. Throws BlobNotFound. */
  hash(key: string): Promise<string>
  remove(key: string): Promise<void>
  /** Takes it away, unless it was put there at or after `since` (epoch ms): then it stays and the answer is false. True where there is none. */
  removeIfOlder(key: string, since: number): Promise<boolean>
  /** Everything below a prefix that ends at a slash, or all; in no order. What comes and goes meanwhile may be seen or not. */
  list(prefix?: string): AsyncIterable<BlobFacts>
  /** Makes a scratch file's bytes a blob without a second copy where the store can. The file is gone afterwards. */
  adopt(key: string, path: string): Promise<void>
  /** A local path to the blob for programs that need a file; call `release` when done. */
  localPath(key: string): Promise<{ path: string; release(): Promise<void> }>
}

export interface BlobFacts {
  key: string
  bytes: number
  /** When its bytes were put there, epoch ms. */
  changedAt: number
}

export class BlobNotFound extends Error {
  override readonly name = 'BlobNotFound'
  readonly [BLOB_NOT_FOUND] = true

  static override [Symbol.hasInstance](value: unknown): value is BlobNotFound {
    return hasMark(value, BLOB_NOT_FOUND)
  }
}
