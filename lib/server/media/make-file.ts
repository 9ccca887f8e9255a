import 'server-only'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { MediaRow } from '#lib/server/database/tables.ts'
import type { BlobStore } from './blob-store.ts'
import type { Received } from './receive.ts'
import type { Scratch, ScratchFile } from './scratch.ts'
import { isMediaFormat, MEDIA_FORMATS, type MediaFormat } from './sniff.ts'

/** Where a file lies while another is made from it, and where that one is to go. */
export interface Making {
  path: string
  format: MediaFormat
  outputPath: string
}

/**
 * Makes a file from one that is kept, as if it had been received. `make` answers with the format of what it wrote to `outputPath`; when it
 * throws, nothing is left behind.
 */
export async function makeFileFrom(
  { blobs, scratch }: { blobs: Pick<BlobStore, 'localPath'>; scratch: Pick<Scratch, 'file'> },
  source: Pick<MediaRow, 'blob_key' | 'format'>,
  make: (making: Making) => Promise<MediaFormat>,
): Promise<Received> {
  const { format } = source
  if (!isMediaFormat(format)) throw new Error(`a kept file of the format ${format}`)
  const output = scratch.file()
  const { path, release } = await blobs.localPath(source.blob_key)
  try {
    return await asReceived(output, await make({ path, format, outputPath: output.path }))
  } catch (error) {
    await output.remove()
    throw error
  } finally {
    await release()
  }
}

/** A file that was just made, as if it had been received. */
export async function asReceived(file: ScratchFile, format: MediaFormat): Promise<Received> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file.path), hash)
  const { size } = await stat(file.path)
  return { file, format, kind: MEDIA_FORMATS[format].kind, bytes: size, sha256: hash.digest('hex') }
}
