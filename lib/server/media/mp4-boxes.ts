import 'server-only'
import { open } from 'node:fs/promises'

/**
 * Whether the top-level boxes of an mp4 or mov file fill it exactly: a file cut anywhere ends inside a box (or lacks its
 * `moov`). Decoders notice a cut only where they happen to read, so this is asked first. ISO/IEC 14496-12 §4.2.
 */
export async function hasWholeBoxes(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const header = Buffer.alloc(16)
    let position = 0
    let hasMovie = false
    while (position < size) {
      const { bytesRead } = await file.read(header, 0, 16, position)
      // QuickTime may end a file with four zero bytes.
      if (bytesRead < 8) return hasMovie && header.subarray(0, bytesRead).every((byte) => byte === 0)
      if (header.toString('latin1', 4, 8) === 'moov') hasMovie = true
      const length = boxLength(header, bytesRead, size - position)
      if (length === undefined || position + length > size) return false
      position += length
    }
    return hasMovie
  } finally {
    await file.close()
  }
}

/** Bytes of the box with its header; undefined when no box can look like this. */
function boxLength(header: Buffer, bytesRead: number, rest: number): number | undefined {
  const short = header.readUInt32BE(0)
  if (short === 0) return rest
  if (short !== 1) return short >= 8 ? short : undefined
  const long = bytesRead < 16 ? 0 : Number(header.readBigUInt64BE(8))
  return long >= 16 ? long : undefined
}
