/**
 * The top-level boxes of an mp4 or mov file (ISO/IEC 14496-12 §4.2), read by their headers alone. What is not such a file has none;
 * nothing here throws for what a file holds, and the walk always ends. Pure: bytes are asked for.
 */

/** A file, wherever it lies. `end` is exclusive; fewer bytes come where the file is shorter. */
export interface ByteSource {
  size: number
  read(start: number, end: number): Promise<Uint8Array>
}

export interface MovieBox {
  /** Four characters. */
  type: string
  start: number
  /** Behind its header. */
  bodyStart: number
  /** Exclusive; behind the end of the file where the file was cut. */
  end: number
  /** Says of itself that it lasts to the end of the file, so that what is put behind it would be in it. */
  isOpen: boolean
}

/** A clip in fragments has two boxes for each second or so; no clip has this many. */
const MOST_BOXES = 20_000

export async function* movieBoxes(source: ByteSource): AsyncGenerator<MovieBox, void> {
  let position = 0
  for (let count = 0; count < MOST_BOXES && position < source.size; count += 1) {
    const header = await source.read(position, Math.min(position + 16, source.size))
    const box = readHeader(header, position, source.size)
    if (!box || (position === 0 && !OPENING.has(box.type))) return
    yield box
    position = box.end
  }
}

/** How mp4 and mov files begin. */
const OPENING = new Set(['ftyp', 'wide', 'mdat', 'moov', 'free', 'skip', 'pnot', 'uuid'])

function readHeader(bytes: Uint8Array, start: number, size: number): MovieBox | undefined {
  if (bytes.byteLength < 8) return undefined
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const type = String.fromCharCode(...bytes.subarray(4, 8))
  const short = header.getUint32(0)
  if (short === 0) return { type, start, bodyStart: start + 8, end: size, isOpen: true }
  if (short !== 1) {
    return short < 8 ? undefined : { type, start, bodyStart: start + 8, end: start + short, isOpen: false }
  }
  const long = bytes.byteLength < 16 ? 0 : Number(header.getBigUint64(8))
  // A length beyond 2^53 is nobody's file, and would not move the walk on exactly.
  if (long < 16 || !Number.isSafeInteger(start + long)) return undefined
  return { type, start, bodyStart: start + 16, end: start + long, isOpen: false }
}
