import { spawn } from 'node:child_process'
import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { decodeClip, type DecodedSound } from '#lib/server/testing/decode-clip.ts'
import {
  CODEC_TOLERANCE,
  coverPixels,
  cropPixels,
  loudness,
  pictureDifference,
  strongestChannel,
  tonePower,
  UNLIKE,
} from '#lib/server/testing/measure-media.ts'
import { makeImpostor, makePhoto, makeTone, makeVideo } from '#lib/server/testing/sample-media.ts'
import { ReferenceVideo } from './reference-video.ts'
import { renderClip } from './render-clip.ts'
import { RenderFailed, type RenderJob, type RenderReference } from './render-job.ts'

// A render is a process of its own at low priority: on a busy machine it waits its turn.
vi.setConfig({ testTimeout: 120_000 })

const SMALL = { width: 320, height: 180 }

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-render-'))
  await makePhoto(file('dawn.jpg'), { width: 900, height: 700, seed: 3 })
  await makePhoto(file('dusk.png'), { width: 640, height: 900, seed: 8, format: 'png' })
  await makeTone(file('tone.wav'), { seconds: 0.7, hz: 1000 })
  await makeTone(file('tone.mp3'), { seconds: 0.7, hz: 1000 })
  await makeVideo(file('clip.mp4'), { width: 320, height: 180, seconds: 1, audio: true, hz: 1000, seed: 21 })
  await makeImpostor(file('page.png'))
})
afterAll(() => rm(directory, { recursive: true }))

describe('shape', () => {
  test.for([
    { width: 854, height: 480, seconds: 1, frames: 24 },
    { width: 1470, height: 630, seconds: 0.5, frames: 12 },
    { width: 834, height: 1112, seconds: 0.5, frames: 12 },
  ])('$width×$height, $seconds s', async ({ frames, ...size }) => {
    const job = jobOf({ ...size, prompt: 'Waves at sunset' })
    const result = await renderClip(job)
    const clip = await decodeClip(job.outputPath)
    expect(result).toMatchObject({ frames, seconds: size.seconds, width: size.width, height: size.height })
    expect(result.bytes).toBe((await readFile(job.outputPath)).length)
    expect(clip).toMatchObject({ width: size.width, height: size.height, frames })
    expect(clip.framesPerSecond).toBeCloseTo(24, 6)
    expect(clip.seconds).toBe(size.seconds)
    expect(clip.videoCodec).toMatch(/^avc1\.64/)
    expect(clip.sound).toMatchObject({ codec: 'mp4a.40.2', sampleRate: 48_000 })
    expect(clip.matrix).toBe('bt709')
  })

  test('a frame count wins over seconds', async () => {
    const job = jobOf({ frames: 29, seconds: 5, audio: false })
    expect(await renderClip(job)).toMatchObject({ frames: 29, seconds: 29 / 24 })
    expect((await decodeClip(job.outputPath)).frames).toBe(29)
  })

  test('no audio track when sound is off', async () => {
    const job = jobOf({ seconds: 0.5, audio: false })
    await renderClip(job)
    expect((await decodeClip(job.outputPath)).sound).toBeUndefined()
  })

  test('mov on request, index before the media in both', async () => {
    for (const container of ['mp4', 'mov'] as const) {
      const job = jobOf({ seconds: 0.5, container })
      await renderClip(job)
      const bytes = await readFile(job.outputPath)
      expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
      expect(bytes.subarray(8, 12).toString()).toBe(container === 'mov' ? 'qt  ' : 'isom')
    }
  })
})

describe('pictures', () => {
  test('first and last frame are the given ones, and the last one is handed out as PNG', async () => {
    const job = jobOf({
      ...SMALL,
      seconds: 2,
      watermark: true,
      captions: [{ text: 'From ' }, { referenceIndex: 0, name: 'dawn' }, { text: ' to dusk' }],
      lastFramePath: file('last.png'),
      references: [picture('dawn.jpg', 'first_frame'), picture('dusk.png', 'last_frame')],
    })
    await renderClip(job)
    const [first, middle, last] = await framesOf(job, [0, 1, 47 / 24])
    const dawn = await cover('dawn.jpg')
    const dusk = await cover('dusk.png')
    expect(pictureDifference(first, dawn)).toBeLessThan(CODEC_TOLERANCE)
    expect(pictureDifference(last, dusk)).toBeLessThan(CODEC_TOLERANCE)
    expect(pictureDifference(middle, dawn)).toBeGreaterThan(CODEC_TOLERANCE)
    expect(pictureDifference(dawn, dusk)).toBeGreaterThan(UNLIKE)
    const png = await sharp(file('last.png')).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    expect(png.info).toMatchObject(SMALL)
    expect(pictureDifference(png.data, dusk)).toBeLessThan(1.5)
  })

  test('reference images and frames of reference videos appear, in order', async () => {
    const colors = ['#c03030', '#30c030']
    for (const [index, background] of colors.entries()) {
      const canvas = sharp({ create: { ...SMALL, channels: 3, background } })
      await canvas.png().toFile(file(`color-${index}.png`))
    }
    const job = jobOf({
      ...SMALL,
      seconds: 3,
      references: [
        picture('color-0.png', 'reference_image'),
        { kind: 'video', role: 'reference_video', path: file('clip.mp4') },
        picture('color-1.png', 'reference_image'),
      ],
    })
    await renderClip(job)
    const [red, video, green] = await framesOf(job, [0.3, 1.5, 2.7])
    expect(strongestChannel(red)).toBe(0)
    expect(strongestChannel(green)).toBe(1)
    using source = await ReferenceVideo.open(file('clip.mp4'), 0)
    const shown = (await source.frameNear(0.5)).data()
    expect(pictureDifference(video, shown)).toBeLessThan(UNLIKE)
    expect(pictureDifference(red, shown)).toBeGreaterThan(UNLIKE)
  })

  test('the colours of a reference video survive', async () => {
    using source = await ReferenceVideo.open(file('clip.mp4'), 0)
    await makePhoto(file('same.png'), { ...SMALL, seed: 21, format: 'png' })
    const frame = (await source.frameNear(0)).data()
    // The sun that the sample draws over the landscape is in there too.
    expect(pictureDifference(frame, await cover('same.png'))).toBeLessThan(9)
  })

  test('the watermark is bottom right, and not in the last frame’s PNG', async () => {
    const pictures: (Buffer | undefined)[] = []
    const pngs: Buffer[] = []
    for (const watermark of [false, true]) {
      const lastFramePath = file(`mark-${watermark}.png`)
      const job = jobOf({ ...SMALL, seconds: 0.5, watermark, lastFramePath })
      await renderClip(job)
      pictures.push(...(await framesOf(job, [0.25])))
      pngs.push(await readFile(lastFramePath))
    }
    const [without, marked] = pictures
    expect(pngs[0]?.equals(pngs[1] ?? Buffer.alloc(0))).toBe(true)
    const corner = { left: 250, top: 160, width: 66, height: 18 }
    expect(
      pictureDifference(await cropPixels(marked, SMALL, corner), await cropPixels(without, SMALL, corner)),
    ).toBeGreaterThan(3)
    const rest = { left: 0, top: 0, width: 240, height: 150 }
    expect(
      pictureDifference(await cropPixels(marked, SMALL, rest), await cropPixels(without, SMALL, rest)),
    ).toBeLessThan(1)
  })
})

describe('sound', () => {
  test.for(['tone.wav', 'tone.mp3'])('reference audio is heard to the end: %s', async (name) => {
    const job = jobOf({
      seconds: 2,
      references: [{ kind: 'audio', role: 'reference_audio', path: file(name) }],
    })
    await renderClip(job)
    const sound = await soundOf(job)
    for (const from of [0.2, 1.2]) {
      expect(tonePower(sound, 1000, from)).toBeGreaterThan(50 * tonePower(sound, 700, from))
    }
  })

  test('the sound of a reference video is mixed in', async () => {
    const references: RenderReference[] = [{ kind: 'video', role: 'reference_video', path: file('clip.mp4') }]
    const job = jobOf({ seconds: 1, references })
    await renderClip(job)
    const sound = await soundOf(job)
    expect(tonePower(sound, 1000, 0.3)).toBeGreaterThan(10 * tonePower(sound, 1300, 0.3))
  })

  test('without references there is a bed that starts and ends softly', async () => {
    const job = jobOf({ seconds: 3 })
    await renderClip(job)
    const sound = await soundOf(job)
    expect(loudness(sound, 1, 2)).toBeGreaterThan(0.02)
    expect(loudness(sound, 1, 2)).toBeLessThan(0.3)
    expect(loudness(sound, 0, 0.03)).toBeLessThan(0.005)
    expect(loudness(sound, 2.93, 2.96)).toBeLessThan(0.01)
  })
})

describe('repeatability', () => {
  test('the same request is the same file; another seed or prompt is not', async () => {
    const parts = [{}, {}, { seed: 8 }, { prompt: 'Snow on the mountains' }]
    const files: Buffer[] = []
    for (const [index, part] of parts.entries()) {
      const job = jobOf({ seconds: 1, ...part, outputPath: file(`same-${index}.mp4`) })
      await renderClip(job)
      files.push(await readFile(job.outputPath))
    }
    const [one, two, seeded, worded] = files
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true)
    expect(one?.equals(seeded ?? Buffer.alloc(0))).toBe(false)
    expect(one?.equals(worded ?? Buffer.alloc(0))).toBe(false)
  })
})

describe('endings', () => {
  test('an unreadable reference is named, and no file is left', async () => {
    const job = jobOf({
      references: [picture('dawn.jpg', 'reference_image'), picture('page.png', 'reference_image')],
      captions: [{ text: 'Say ' }, { referenceIndex: 1, name: 'page' }],
    })
    const failure = await renderClip(job).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(RenderFailed)
    expect(failure).toMatchObject({ referenceIndex: 1 })
    await expect(access(job.outputPath)).rejects.toThrow('ENOENT')
  })

  test('an aborted render rejects with the reason and leaves no file', async () => {
    const job = jobOf({ seconds: 30 })
    const controller = new AbortController()
    const rendering = renderClip(job, { signal: controller.signal })
    controller.abort(new Error('cancelled'))
    await expect(rendering).rejects.toThrow('cancelled')
    await expect(access(job.outputPath)).rejects.toThrow('ENOENT')
  })

  test('the child ends when the process that asked is gone', async () => {
    const script = join(import.meta.dirname, 'child.ts')
    const child = spawn(process.execPath, ['--conditions=react-server', '--no-warnings', script])
    child.stdin.write(`${JSON.stringify(jobOf({ seconds: 60 }))}\n`)
    child.stdin.end()
    const code = await new Promise((resolve) => child.on('exit', resolve))
    expect(code).toBe(1)
  })
})

function file(name: string): string {
  return join(directory, name)
}

let jobs = 0
function jobOf(part: Partial<RenderJob>): RenderJob {
  jobs += 1
  return {
    outputPath: file(`clip-${jobs}.mp4`),
    container: 'mp4',
    ...SMALL,
    seconds: 1,
    fps: 24,
    audio: true,
    seed: 7,
    prompt: 'A quiet sea',
    captions: [{ text: 'A quiet sea' }],
    watermark: false,
    references: [],
    ...part,
  }
}

function picture(name: string, role: RenderReference['role']): RenderReference {
  return { kind: 'image', role, path: file(name) }
}

/** The frames on screen at the given times. */
async function framesOf(job: RenderJob, seconds: number[]): Promise<(Buffer | undefined)[]> {
  const indices = seconds.map((time) => Math.floor(time * 24 + 1e-6))
  const { pictures } = await decodeClip(job.outputPath, indices)
  return indices.map((index) => pictures.get(index))
}

async function soundOf(job: RenderJob): Promise<DecodedSound> {
  const { sound } = await decodeClip(job.outputPath)
  if (!sound) throw new Error('the clip has no sound')
  return sound
}

function cover(name: string): Promise<Buffer> {
  return coverPixels(file(name), SMALL)
}
