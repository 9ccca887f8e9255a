import 'server-only'
import { crc32 } from 'node:zlib'

/**
 * Reads a zip from its end, as every unpacker does: central directory, then each entry. Stored entries only. Throws where a checksum, a
 * length or a name differs between the directory and the entry itself.
 */
export function readZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0) throw new Error('no end of a central directory: the zip is cut off')
  const count = zip.readUInt16LE(end + 10)
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('no entry of the directory')
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0))
    if (zip.readUInt16LE(at + 10) !== 0) throw new Error(`${name} is not stored as it is`)
    const bytes = entryAt(zip, zip.readUInt32LE(at + 42), { name, size: zip.readUInt32LE(at + 20) })
    if (crc32(bytes) !== zip.readUInt32LE(at + 16)) throw new Error(`${name} has another checksum`)
    if (files.has(name)) throw new Error(`${name} is there twice`)
    files.set(name, bytes)
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files
}

function entryAt(zip: Buffer, at: number, { name, size }: { name: string; size: number }): Buffer {
  if (zip.readUInt32LE(at) !== 0x04034b50) throw new Error(`${name} does not begin where it should`)
  const [nameLength = 0, extra = 0] = [26, 28].map((offset) => zip.readUInt16LE(at + offset))
  if (zip.toString('utf8', at + 30, at + 30 + nameLength) !== name) throw new Error(`${name} has two names`)
  const start = at + 30 + nameLength + extra
  return zip.subarray(start, start + size)
}
