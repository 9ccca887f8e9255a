import 'server-only'
import { open } from 'node:fs/promises'

/** What programs write into the length of a chunk while they do not know it yet; some never come back to it. */
const UNKNOWN_LENGTHS = new Set([0, 0xffffffff, 0x7fffffff])

/** Whether the `data` chunk of a WAV file is there in full. Decoders play a cut file as a shorter one. */
export async function hasWholeChunks(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const header = Buffer.alloc(8)
    let position = 12
    while (position + 8 <= size) {
      await file.read(header, 0, 8, position)
      const length = header.readUInt32LE(4)
      if (header.toString('latin1', 0, 4) === 'data') {
        return UNKNOWN_LENGTHS.has(length) || position + 8 + length <= size
      }
      // Chunks are padded to an even length.
      position += 8 + length + (length % 2)
    }
    return false
  } finally {
    await file.close()
  }
}
