import { copyFile, readFile, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MediaFile } from '#lib/api/media.ts'
import { checkLimits } from '#lib/seedance/limits.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { firstChoices, fixOf, planFix, type FixChoices, type MediaFix } from '#lib/seedance/plan-fix.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { decodeClip } from '#lib/server/testing/decode-clip.ts'
import {
  CODEC_TOLERANCE,
  cropPixels,
  loudness,
  pictureDifference,
  tonePower,
  UNLIKE,
} from '#lib/server/testing/measure-media.ts'
import { MEMBER, openMediaRooms, type MediaRooms } from '#lib/server/testing/media-rooms.ts'
import { makePhoto, makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'
import { fixMedia } from './fix-media.ts'
import { originalKey } from './keep-file.ts'

const { model } = modelOrLoosest('doubao-seedance-2-0-260128')

let rooms: MediaRooms
beforeAll(async () => {
  const database = await openDatabase({ path: ':memory:' })
  await database.migrate()
  rooms = await openMediaRooms(database)
})
afterAll(async () => {
  await rooms.close()
  await rooms.database.close()
})

const add = (name: string) => rooms.add(name)

function planned(file: MediaFile, choices: Partial<FixChoices> = {}): MediaFix {
  const plan = planFix(file, { model, mode: 'reference_material', otherSeconds: 0 })
  if (!plan) throw new Error('nothing to fix')
  return fixOf(plan, file, { ...firstChoices(plan, file), ...choices })
}

const fixed = async (file: MediaFile, fix: MediaFix) =>
  (await fixMedia(rooms, MEMBER, { id: file.id, fix })).file

async function bytesOf({ sha256 }: MediaFile): Promise<Buffer> {
  const { path, release } = await rooms.blobs.localPath(originalKey(sha256))
  return readFile(path).finally(release)
}

/** A copy under a name that tells its format, for decoders. */
async function copyOf(file: MediaFile): Promise<string> {
  const path = rooms.sample(`${file.id}.${file.format}`)
  await writeFile(path, await bytesOf(file))
  return path
}

/** What the model's own checks say of the file. */
function problemsOf(file: MediaFile): unknown[] {
  const role = { image: 'reference_image', video: 'reference_video', audio: 'reference_audio' } as const
  const reference = { kind: file.kind, role: role[file.kind], url: 'https://a.b/c' }
  const picture = { kind: 'image', role: 'reference_image', url: 'https://a.b/c' } as const
  const request: CanonicalRequest = {
    model: model.id,
    mode: 'reference_material',
    modeIsExplicit: true,
    prompt: 'x',
    references: file.kind === 'audio' ? [reference, picture] : [reference],
  }
  return checkLimits(request, [file])
}

async function pixelsOf(picture: string | Buffer): Promise<Buffer> {
  return sharp(picture).ensureAlpha().raw().toBuffer()
}

describe('pictures', () => {
  test('one that is too large is scaled, all of it', async () => {
    await makePhoto(rooms.sample('large.jpg'), { width: 7200, height: 4000, seed: 3 })
    const original = await add('large.jpg')
    const before = await bytesOf(original)
    expect(problemsOf(original)).toMatchObject([{ code: 'too_large', fix: { kind: 'scale' } }])
    const result = await fixed(original, planned(original))
    expect(result).toMatchObject({ width: 6000, height: 3333, format: 'jpeg', madeFrom: original.id })
    expect(result.fileName).toBe('large (fixed).jpg')
    expect(problemsOf(result)).toEqual([])
    const small = { width: 600, height: 333 }
    const shown = (file: Buffer) => sharp(file).resize(small.width, small.height, { fit: 'fill' }).toBuffer()
    const [one, other] = [await shown(before), await shown(await bytesOf(result))]
    expect(pictureDifference(await pixelsOf(one), await pixelsOf(other))).toBeLessThan(CODEC_TOLERANCE)
    expect(await bytesOf(original)).toEqual(before)
  })

  test('one that is too small is enlarged', async () => {
    await makePhoto(rooms.sample('small.png'), { width: 200, height: 150, format: 'png' })
    const result = await fixed(await add('small.png'), planned(await add('small.png')))
    expect(result).toMatchObject({ width: 400, height: 300, format: 'png' })
    expect(problemsOf(result)).toEqual([])
  })

  test('padding keeps every pixel in the middle, and blurs it around', async () => {
    await makePhoto(rooms.sample('wide.png'), { width: 1500, height: 400, format: 'png', seed: 5 })
    const original = await add('wide.png')
    const blurred = await fixed(original, planned(original))
    expect(blurred).toMatchObject({ width: 1500, height: 600, format: 'png' })
    expect(problemsOf(blurred)).toEqual([])
    const size = { width: 1500, height: 600 }
    const middle = { left: 0, top: 100, width: 1500, height: 400 }
    const whole = await pixelsOf(rooms.sample('wide.png'))
    expect(
      pictureDifference(await cropPixels(await pixelsOf(await bytesOf(blurred)), size, middle), whole),
    ).toBe(0)
    const top = { left: 0, top: 0, width: 1500, height: 100 }
    const around = await cropPixels(await pixelsOf(await bytesOf(blurred)), size, top)
    const { channels } = await sharp(around, { raw: { width: 1500, height: 100, channels: 4 } }).stats()
    expect(Math.max(...channels.slice(0, 3).map(({ max }) => max))).toBeGreaterThan(40)

    const plain = await fixed(original, planned(original, { fill: 'white' }))
    const white = await cropPixels(await pixelsOf(await bytesOf(plain)), size, top)
    expect(white.every((value) => value === 255)).toBe(true)
  })

  test('a crop is exactly the part that was chosen', async () => {
    const original = await add('wide.png')
    const crop = { left: 431, top: 0, width: 1000, height: 400 }
    const result = await fixed(original, planned(original, { way: 'crop', crop }))
    expect(result).toMatchObject({ width: 1000, height: 400 })
    const whole = await pixelsOf(rooms.sample('wide.png'))
    const part = await cropPixels(whole, { width: 1500, height: 400 }, crop)
    expect(pictureDifference(await pixelsOf(await bytesOf(result)), part)).toBe(0)
  })

  test('one that lies on its side is fixed as it is seen', async () => {
    await makePhoto(rooms.sample('upright.jpg'), { width: 1500, height: 400 })
    await sharp(rooms.sample('upright.jpg'))
      .withMetadata({ orientation: 6 })
      .toFile(rooms.sample('turned.jpg'))
    const original = await add('turned.jpg')
    expect(original).toMatchObject({ width: 400, height: 1500 })
    const result = await fixed(original, planned(original))
    expect(result).toMatchObject({ width: 600, height: 1500 })
    expect((await sharp(await bytesOf(result)).metadata()).orientation).toBeUndefined()
  })

  test('a see-through picture stays so when it is only scaled', async () => {
    const background = { r: 255, g: 0, b: 0, alpha: 0.5 }
    await sharp({ create: { width: 200, height: 200, channels: 4, background } }).toFile(
      rooms.sample('glass.png'),
    )
    const result = await fixed(await add('glass.png'), planned(await add('glass.png')))
    const { data } = await sharp(await bytesOf(result))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([...data.subarray(0, 4)]).toEqual([255, 0, 0, 128])
  })

  test('the same fix again is the same file', async () => {
    const original = await add('wide.png')
    const first = await fixMedia(rooms, MEMBER, { id: original.id, fix: planned(original) })
    const again = await fixMedia(rooms, MEMBER, { id: original.id, fix: planned(original) })
    expect([first.isNew, again.isNew, again.file.id]).toEqual([false, false, first.file.id])
  })
})

describe('clips', () => {
  test('one that is too long is cut to the frame, picture and sound', async () => {
    await makeVideo(rooms.sample('long.mp4'), { width: 854, height: 480, seconds: 17, audio: true })
    const original = await add('long.mp4')
    expect(problemsOf(original)).toMatchObject([{ code: 'too_long', fix: { kind: 'trim' } }])
    const result = await fixed(original, planned(original, { trim: { start: 1.5, end: 4.5 } }))
    expect(result).toMatchObject({ width: 854, height: 480, duration: 3, fps: 24, hasAudio: true })
    expect(problemsOf(result)).toEqual([])
    const made = await decodeClip(await copyOf(result), [0, 71])
    expect(made.frames).toBe(72)
    const source = await decodeClip(rooms.sample('long.mp4'), [35, 36, 107])
    const first = source.pictures.get(36)
    expect(pictureDifference(made.pictures.get(0), first)).toBeLessThan(CODEC_TOLERANCE)
    expect(pictureDifference(made.pictures.get(71), source.pictures.get(107))).toBeLessThan(CODEC_TOLERANCE)
    expect(pictureDifference(made.pictures.get(0), first)).toBeLessThan(
      pictureDifference(made.pictures.get(0), source.pictures.get(35)),
    )
    const { sound } = made
    if (!sound) throw new Error('the cut is silent')
    expect(tonePower(sound, 440, 1)).toBeGreaterThan(100 * tonePower(sound, 1000, 1))
  })

  test('one that is too small, too wide and too slow becomes right in one go', async () => {
    await makeVideo(rooms.sample('odd.mov'), { width: 640, height: 200, seconds: 3, fps: 12 })
    const original = await add('odd.mov')
    const blurred = await fixed(original, planned(original))
    expect(problemsOf(blurred)).toEqual([])
    expect(blurred).toMatchObject({ format: 'mp4', fps: 24, duration: 3, hasAudio: false })
    const made = await decodeClip(await copyOf(blurred), [0])
    expect([made.width / made.height, made.frames]).toEqual([expect.closeTo(2.5, 1), 72])
    const middle = Math.round((made.height - (made.width * 200) / 640) / 2)
    const inner = { left: 0, top: middle, width: made.width, height: made.height - 2 * middle }
    const part = await cropPixels(made.pictures.get(0), made, inner)
    const source = (await decodeClip(rooms.sample('odd.mov'), [0])).pictures.get(0)
    const enlarged = await sharp(source, { raw: { width: 640, height: 200, channels: 4 } })
      .resize(inner.width, inner.height, { fit: 'fill' })
      .raw()
      .toBuffer()
    expect(pictureDifference(part, enlarged)).toBeLessThan(CODEC_TOLERANCE)

    const cropped = await fixed(original, planned(original, { way: 'crop' }))
    expect(problemsOf(cropped)).toEqual([])
    const black = await fixed(original, planned(original, { fill: 'black' }))
    const edge = (await decodeClip(await copyOf(black), [0])).pictures.get(0)
    const top = await cropPixels(edge, made, { left: 0, top: 0, width: made.width, height: middle - 4 })
    expect(pictureDifference(top, Buffer.alloc(top.length))).toBeLessThan(CODEC_TOLERANCE)
    expect(pictureDifference(part, await cropPixels(edge, made, inner))).toBeLessThan(UNLIKE)
  })

  test('the same cut again is the same file', async () => {
    await copyFile(rooms.sample('odd.mov'), rooms.sample('again.mov'))
    const original = await add('again.mov')
    const fix = planned(original)
    expect((await fixMedia(rooms, MEMBER, { id: original.id, fix })).isNew).toBe(false)
  })
})

describe('sounds', () => {
  test.each(['long.wav', 'long.mp3'])('%s is cut exactly', async (name) => {
    await makeTone(rooms.sample(name), { seconds: 20, hz: 500 })
    const original = await add(name)
    expect(problemsOf(original)).toMatchObject([{ code: 'too_long' }])
    const result = await fixed(original, planned(original, { trim: { start: 4.25, end: 9.75 } }))
    expect(result).toMatchObject({ format: 'wav', duration: 5.5 })
    expect(problemsOf(result)).toEqual([])
    const file = await bytesOf(result)
    const samples = new Float32Array((file.byteLength - 44) / 4)
    for (let index = 0; index < samples.length; index += 1)
      samples[index] = file.readInt16LE(44 + index * 4) / 32_768
    expect(samples.length).toBe(5.5 * 48_000)
    const sound = { codec: 'pcm', sampleRate: 48_000, channels: 2, samples }
    // From the first sample on: a decoder that starts in the middle of an MP3 is silent for 25 ms.
    const level = loudness(sound, 1, 5)
    expect(level).toBeGreaterThan(0.33)
    expect(loudness(sound, 0, 0.02) / level).toBeCloseTo(1, 1)
    expect(loudness(sound, 5.48, 5.5) / level).toBeCloseTo(1, 1)
    expect(tonePower(sound, 500, 2)).toBeGreaterThan(1000 * tonePower(sound, 700, 2))
  })

  test('samples of a WAV are taken over unchanged', async () => {
    const original = await add('long.wav')
    const result = await fixed(original, { trim: { start: 2, end: 4 } })
    const [before, after] = [await bytesOf(original), await bytesOf(result)]
    const start = before.indexOf('data', 0, 'latin1') + 8 + 2 * 48_000 * 4
    let most = 0
    for (let offset = 0; offset < 2 * 48_000 * 4; offset += 2) {
      most = Math.max(most, Math.abs(before.readInt16LE(start + offset) - after.readInt16LE(44 + offset)))
    }
    expect(most).toBeLessThanOrEqual(1)
  })
})

test('what can’t be done is refused, and nothing is kept', async () => {
  const original = await add('wide.png')
  const files = await rooms.storedFiles()
  const ask = (fix: MediaFix, id = original.id) => fixMedia(rooms, MEMBER, { id, fix })
  await expect(ask({ trim: { start: 0, end: 1 } })).rejects.toMatchObject({
    status: 422,
    problems: [{ field: 'trim' }],
  })
  await expect(ask(planned(original), 'med_nothing')).rejects.toMatchObject({ status: 404 })
  await expect(
    fixMedia(rooms, { ...MEMBER, teamId: 'team_other' }, { id: original.id, fix: planned(original) }),
  ).rejects.toMatchObject({ status: 404 })
  const gone = AbortSignal.abort(new Error('the browser is gone'))
  await expect(
    fixMedia(rooms, MEMBER, { id: original.id, fix: planned(original, { fill: 'black' }), signal: gone }),
  ).rejects.toThrow('the browser is gone')
  expect(await rooms.storedFiles()).toEqual(files)
})
