import { writeFile, readFile, rm } from 'node:fs/promises'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sharp, { type Sharp } from 'sharp'
import { makePhoto, makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'
import type { InspectJob } from './inspect-job.ts'
import { createInspector } from './inspector.ts'
import type { MediaFormat } from './sniff.ts'

let directory: string
const inspector = createInspector()
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-inspect-'))
})
afterAll(async () => {
  inspector.close()
  await rm(directory, { recursive: true, force: true })
})

const at = (name: string) => join(directory, name)
const jobFor = (name: string, format: MediaFormat, rest: Partial<InspectJob> = {}): InspectJob => ({
  path: at(name),
  format,
  decode: 'whole',
  posterPath: at(`${name}.webp`),
  ...rest,
})
const inspect = (name: string, format: MediaFormat, rest: Partial<InspectJob> = {}) =>
  inspector.inspect(jobFor(name, format, rest))

/** A PNG chunk. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.byteLength, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function pngOf(width: number, height: number, data: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function bitmapOf(width: number, height: number, pixels: number): Buffer {
  const bytes = Buffer.alloc(54 + pixels, 200)
  bytes.fill(0, 0, 54)
  bytes.write('BM', 0, 'latin1')
  bytes.writeUInt32LE(bytes.byteLength, 2)
  bytes.writeUInt32LE(54, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(width, 18)
  bytes.writeInt32LE(height, 22)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(24, 28)
  return bytes
}

describe('pictures', () => {
  test.each(['jpeg', 'png', 'webp', 'tiff', 'gif'] as const)('%s: whole and cut', async (format) => {
    await makePhoto(at('source.png'), { width: 300, height: 200, format: 'png' })
    const bytes = await sharp(at('source.png')).toFormat(format).toBuffer()
    await writeFile(at('whole'), bytes)
    expect(await inspect('whole', format)).toMatchObject({
      ok: true,
      inspection: { width: 300, height: 200 },
    })
    await writeFile(at('cut'), bytes.subarray(0, Math.floor(bytes.byteLength / 2)))
    expect(await inspect('cut', format)).toMatchObject({ ok: false, failure: 'undecodable' })
  })

  test('bmp', async () => {
    await writeFile(at('b.bmp'), bitmapOf(4, 2, 24))
    expect(await inspect('b.bmp', 'bmp')).toMatchObject({ ok: true, inspection: { width: 4, height: 2 } })
    await writeFile(at('b.bmp'), 'BM but no bitmap'.padEnd(100, '.'))
    expect(await inspect('b.bmp', 'bmp')).toMatchObject({ ok: false })
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'EXIF orientation %i is honoured in size and preview',
    async (orientation) => {
      // Red above, blue below, as shown.
      const shown = await sharp({ create: { width: 40, height: 80, channels: 3, background: '#00f' } })
        .composite([
          { input: { create: { width: 40, height: 40, channels: 3, background: '#f00' } }, left: 0, top: 0 },
        ])
        .png()
        .toBuffer()
      await writeFile(at('turned.jpg'), await turn(shown, orientation))
      expect(await inspect('turned.jpg', 'jpeg')).toMatchObject({ inspection: { width: 40, height: 80 } })
      const { data, info } = await sharp(at('turned.jpg.webp'))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      expect([info.width, info.height]).toEqual([40, 80])
      expect(data[(10 * 40 + 20) * 3]).toBeGreaterThan(200)
      expect(data[(70 * 40 + 20) * 3]).toBeLessThan(60)
    },
  )

  test('a bomb is refused by its size alone', async () => {
    await writeFile(at('bomb.png'), pngOf(60_000, 60_000, deflateSync(Buffer.alloc(1000))))
    expect(await inspect('bomb.png', 'png')).toMatchObject({ ok: false, failure: 'too_large' })
    await writeFile(at('bomb.bmp'), bitmapOf(60_000, 60_000, 1000))
    expect(await inspect('bomb.bmp', 'bmp')).toMatchObject({ ok: false, failure: 'too_large' })
  })

  test('what starts like one format and is another is refused', async () => {
    await writeFile(at('x.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    expect(await inspect('x.svg', 'png')).toMatchObject({ ok: false, failure: 'undecodable' })
  })
})

/** The stored pixels that, shown under `orientation`, look like `shown`. */
async function turn(shown: Buffer, orientation: number): Promise<Buffer> {
  const undo: Record<number, (image: Sharp) => Sharp> = {
    2: (image) => image.flop(),
    3: (image) => image.rotate(180),
    4: (image) => image.flip(),
    5: (image) => image.rotate(270).flop(),
    6: (image) => image.rotate(270),
    7: (image) => image.rotate(90).flop(),
    8: (image) => image.rotate(90),
  }
  const stored = undo[orientation]?.(sharp(shown)) ?? sharp(shown)
  const flat = await stored.png().toBuffer()
  return sharp(flat)
    .withMetadata({ orientation })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer()
}

describe('clips', () => {
  test('an upright one: sprite, poster and last frame keep its shape', async () => {
    await makeVideo(at('tall.mov'), { width: 180, height: 320, seconds: 1 })
    const pictures = { spritePath: at('sprite.jpg'), lastFramePath: at('last.png') }
    expect(await inspect('tall.mov', 'mov', pictures)).toMatchObject({
      ok: true,
      inspection: {
        width: 180,
        height: 320,
        duration: 1,
        hasAudio: false,
        sprite: { columns: 4, rows: 4, tileWidth: 135, tileHeight: 240 },
        lastFrame: { width: 180, height: 320 },
      },
    })
    expect(await sharp(at('last.png')).metadata()).toMatchObject({
      format: 'png',
      width: 180,
      height: 320,
      channels: 3,
    })
  })

  test.each([0.98, 0.5, 0.1])('cut at %f of its length', async (share) => {
    await makeVideo(at('v.mp4'), { width: 320, height: 180, seconds: 1, audio: true })
    const bytes = await readFile(at('v.mp4'))
    await writeFile(at('cut.mp4'), bytes.subarray(0, Math.floor(bytes.byteLength * share)))
    expect(await inspect('cut.mp4', 'mp4')).toMatchObject({ ok: false, failure: 'truncated' })
  })

  test('with its index in front, cut in its last packet', async () => {
    await makeVideo(at('v.mp4'), { width: 320, height: 180, seconds: 1 })
    await writeFile(at('fast.mp4'), indexFirst(await readFile(at('v.mp4'))))
    expect(await inspect('fast.mp4', 'mp4')).toMatchObject({ ok: true })
    const bytes = await readFile(at('fast.mp4'))
    await writeFile(at('fast-cut.mp4'), bytes.subarray(0, bytes.byteLength - 10))
    expect(await inspect('fast-cut.mp4', 'mp4')).toMatchObject({ ok: false, failure: 'truncated' })
  })

  test('with a hole is found out only by decoding it whole', async () => {
    await makeVideo(at('v.mp4'), { width: 320, height: 180, seconds: 2 })
    const bytes = await readFile(at('v.mp4'))
    bytes.fill(0, Math.floor(bytes.byteLength * 0.45), Math.floor(bytes.byteLength * 0.5))
    await writeFile(at('hole.mp4'), bytes)
    expect(await inspect('hole.mp4', 'mp4')).toMatchObject({ ok: false, failure: 'undecodable' })
  })

  test('without a picture is no clip', async () => {
    await writeFile(at('none.mp4'), Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42\0\0\0\x08moov', 'latin1'))
    expect(await inspect('none.mp4', 'mp4')).toMatchObject({ ok: false })
  })
})

/** Moves `moov` before `mdat`, offsets and all, as "fast start" files have it. */
function indexFirst(file: Buffer): Buffer {
  const boxes: { type: string; bytes: Buffer }[] = []
  for (let position = 0; position < file.byteLength;) {
    const length = file.readUInt32BE(position)
    boxes.push({
      type: file.toString('latin1', position + 4, position + 8),
      bytes: file.subarray(position, position + length),
    })
    position += length
  }
  const named = (type: string) => boxes.find((box) => box.type === type)?.bytes ?? Buffer.alloc(0)
  const movie = Buffer.from(named('moov'))
  for (let at = movie.indexOf('stco'); at !== -1; at = movie.indexOf('stco', at + 4)) {
    const count = movie.readUInt32BE(at + 8)
    for (let entry = 0; entry < count; entry += 1) {
      const place = at + 12 + entry * 4
      movie.writeUInt32BE(movie.readUInt32BE(place) + movie.byteLength, place)
    }
  }
  return Buffer.concat([named('ftyp'), movie, named('mdat')])
}

describe('sounds', () => {
  test('a WAV that is cut', async () => {
    await makeTone(at('t.wav'), { seconds: 1, hz: 440 })
    expect(await inspect('t.wav', 'wav')).toMatchObject({
      ok: true,
      inspection: { duration: 1, hasAudio: true },
    })
    await writeFile(at('cut.wav'), (await readFile(at('t.wav'))).subarray(0, 90_000))
    expect(await inspect('cut.wav', 'wav')).toMatchObject({ ok: false, failure: 'truncated' })
  })

  test('something that only starts like an MP3', async () => {
    await writeFile(
      at('x.mp3'),
      Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\x0a', 'latin1'), Buffer.alloc(5000, 7)]),
    )
    expect(await inspect('x.mp3', 'mp3')).toMatchObject({ ok: false })
  })
})

describe('the child', () => {
  test('is ended when it takes too long, and the next job has a new one', async () => {
    await makeVideo(at('v.mp4'), { width: 640, height: 360, seconds: 2 })
    const hasty = createInspector({ timeoutMs: 1 })
    expect(await hasty.inspect(jobFor('v.mp4', 'mp4'))).toMatchObject({ ok: false, failure: 'out_of_time' })
    hasty.close()
    expect(await inspect('v.mp4', 'mp4')).toMatchObject({ ok: true })
  })

  test('is ended when it takes too much memory', async () => {
    await makeVideo(at('v.mp4'), { width: 1280, height: 720, seconds: 4 })
    const small = createInspector({ maxMegabytes: 60 })
    expect(await small.inspect(jobFor('v.mp4', 'mp4'))).toMatchObject({ ok: false, failure: 'too_large' })
    small.close()
  })

  test('takes one job after the other, and a job that is given up does not hold up the next', async () => {
    await makeVideo(at('v.mp4'), { width: 640, height: 360, seconds: 2 })
    await makeTone(at('t.wav'), { seconds: 1, hz: 440 })
    const leaving = new AbortController()
    const first = inspector.inspect(jobFor('v.mp4', 'mp4'), leaving.signal)
    const second = inspect('t.wav', 'wav')
    setTimeout(() => leaving.abort(new Error('gone')), 20)
    await expect(first).rejects.toThrow('gone')
    expect(await second).toMatchObject({ ok: true })
  })

  test('serves many jobs without gathering listeners', async () => {
    const warnings: Error[] = []
    const note = (warning: Error) => void warnings.push(warning)
    process.on('warning', note)
    await makePhoto(at('small.png'), { width: 64, height: 48, format: 'png' })
    const fresh = createInspector()
    // Node warns at the eleventh listener of one event.
    for (let job = 0; job < 12; job += 1)
      expect(await fresh.inspect(jobFor('small.png', 'png'))).toMatchObject({ ok: true })
    fresh.close()
    // Warnings come on the next tick.
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', note)
    expect(warnings).toEqual([])
  })

  test('is not started for nobody', async () => {
    const closed = createInspector()
    closed.close()
    await expect(closed.inspect(jobFor('v.mp4', 'mp4'))).rejects.toThrow('closed')
  })
})
