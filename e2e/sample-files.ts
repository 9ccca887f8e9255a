import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { makePhoto, makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'

export interface SampleFiles {
  png: Buffer
  mp4: Buffer
  mp3: Buffer
}

/** Real media, drawn and encoded on the spot. */
export async function makeSamples(directory: string): Promise<SampleFiles> {
  const path = (name: string) => join(directory, name)
  await makePhoto(path('a.png'), { width: 640, height: 360, format: 'png' })
  await makeVideo(path('a.mp4'), { width: 320, height: 180, seconds: 2, audio: true })
  await makeTone(path('a.mp3'), { seconds: 2, hz: 440 })
  return {
    png: await readFile(path('a.png')),
    mp4: await readFile(path('a.mp4')),
    mp3: await readFile(path('a.mp3')),
  }
}

/** A valid PNG of `side` × `side` black pixels, one bit each: 900 million pixels are 110 KB. */
export function makePngBomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  // One bit, grey.
  header[8] = 1
  const rows = Buffer.alloc((1 + Math.ceil(side / 8)) * side)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.byteLength, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
