/**
 * The recipe inside a clip: an XMP packet in a `uuid` box at the end of an mp4 or mov file, the place that the XMP specification (part 3,
 * MPEG-4 and QuickTime) names for it. Nothing before the box is touched, so the file without its end is the original, byte for byte. Pure.
 */
import { movieBoxes, type ByteSource, type MovieBox } from './movie-boxes.ts'
import { LARGEST_RECIPE, type RecipeFile } from './recipe-file.ts'
import { recipeInPacket, recipePacket } from './recipe-packet.ts'

/** BE7ACFCB-97A9-42E8-9C71-999491E3AFAC */
const XMP_ID = Uint8Array.from([
  0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf, 0xac,
])
const HEADER = 8
/** Packets of other tools, which may come with thumbnails, are read up to here. */
const LARGEST_PACKET = 2 * 1024 * 1024

/** `description` is the prompt in plain words. Undefined: too large to be carried. */
export function recipeBox(file: RecipeFile, description: string): Uint8Array<ArrayBuffer> | undefined {
  const packet = new TextEncoder().encode(recipePacket(file, description))
  if (packet.byteLength > LARGEST_RECIPE) return undefined
  const box = new Uint8Array(HEADER + XMP_ID.byteLength + packet.byteLength)
  new DataView(box.buffer).setUint32(0, box.byteLength)
  box.set(new TextEncoder().encode('uuid'), 4)
  box.set(XMP_ID, HEADER)
  box.set(packet, HEADER + XMP_ID.byteLength)
  return box
}

/** Whether a box can be put behind the file: it is whole, and its last box ends where it says. */
export async function canTakeBox(source: ByteSource): Promise<boolean> {
  let last: MovieBox | undefined
  for await (const box of movieBoxes(source)) last = box
  return last !== undefined && !last.isOpen && last.end === source.size
}

export interface FoundRecipe {
  /** Not looked at yet: see read-recipe-file.ts. */
  json: string
  /** The bytes before it are the clip without its recipe. Absent where more stands behind it. */
  clipEnd?: number
}

/** The recipe in a file; undefined for a file without one, and for anything that is no mp4 or mov. Rejects only where `source` does. */
export async function findRecipe(source: ByteSource): Promise<FoundRecipe | undefined> {
  for await (const box of movieBoxes(source)) {
    const json = await recipeIn(source, box)
    if (json !== undefined) return { json, ...(box.end === source.size ? { clipEnd: box.start } : {}) }
  }
  return undefined
}

async function recipeIn(source: ByteSource, box: MovieBox): Promise<string | undefined> {
  const packetStart = box.bodyStart + XMP_ID.byteLength
  const isLikely = box.type === 'uuid' && box.end <= source.size && box.end - packetStart <= LARGEST_PACKET
  if (!isLikely) return undefined
  const bytes = await source.read(box.bodyStart, box.end)
  if (!XMP_ID.every((byte, index) => bytes[index] === byte)) return undefined
  return recipeInPacket(new TextDecoder().decode(bytes.subarray(XMP_ID.byteLength)))
}
