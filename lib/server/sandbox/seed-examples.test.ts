import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DecodedClip, decodeClip } from '#lib/server/testing/decode-clip.ts'
import {
  CODEC_TOLERANCE,
  coverPixels,
  cropPixels,
  loudness,
  pictureDifference,
  tonePower,
  UNLIKE,
} from '#lib/server/testing/measure-media.ts'
import { makeTone } from '#lib/server/testing/sample-media.ts'
import { type SandboxProcess, startSandboxProcess } from '#lib/server/testing/sandbox-process.ts'
import { TASKS } from './testing/open-test-sandbox.ts'
import { BEEP_HZ, PRO, SEED_EXAMPLES, type SeedExample } from './testing/seed-examples.ts'
import { type ServedMedia, serveMedia } from './testing/serve-media.ts'

/*
 * The requests that seed.txt describes, over HTTP to the sandbox as a process of its own, with the real renderer. What comes back is
 * decoded. All modes and all aliases are here, several to a request where they don't meet; lengths and sizes are the smallest of
 * each model, since every picture is rendered. examples.test.ts has the same and more without rendering.
 */

const UPLOAD = 'POST /v1/videos; input_reference as a file of a form'
const UPLOADED: Omit<SeedExample, 'body'> = {
  width: 864,
  height: 480,
  frames: 48,
  sound: 'none',
  exactly: { 0: 'wide.jpg' },
}

let media: ServedMedia
let sandbox: SandboxProcess
/** All are sent at once, so that one is rendered while another is looked at. */
const clips = new Map<string, Promise<string>>()
const progress = new Map<string, number[]>()

beforeAll(async () => {
  ;[media, sandbox] = await Promise.all([serveMedia(), startSandboxProcess({ rendering: true })])
  const solid = (background: string) =>
    sharp({ create: { width: 640, height: 360, channels: 3, background } }).png()
  await solid('#c03030').toFile(media.path('red.png'))
  await solid('#30c030').toFile(media.path('green.png'))
  await makeTone(media.path('beep.wav'), { seconds: 3, hz: BEEP_HZ })
  const { pictures } = await decodeClip(media.path('clip.mp4'), [36])
  const raw = { width: 864, height: 496, channels: 4 } as const
  await sharp(pictures.get(36), { raw }).png().toFile(media.path('clip-middle.png'))
  for (const [name, { body }] of Object.entries(SEED_EXAMPLES)) keep(name, sendJson(name, body))
  keep(UPLOAD, sendForm(UPLOAD))
})

afterAll(async () => {
  await sandbox.stop()
  await media[Symbol.asyncDispose]()
})

test.for([...Object.entries(SEED_EXAMPLES), [UPLOAD, UPLOADED] as const])(
  '%s',
  // All wait for one renderer: together 50 to 70 s on two cores, more on a busy machine.
  { timeout: 240_000 },
  async ([name, example]) => {
    const wanted = { ...example.exactly, ...example.shows, 0: '', [-1]: '' }
    const indices = Object.keys(wanted).map((index) => frameAt(example, Number(index)))
    const clip = await decodeClip((await clips.get(name)) ?? '', indices)
    expect(clip).toMatchObject({ width: example.width, height: example.height, frames: example.frames })
    expect(clip.framesPerSecond).toBeCloseTo(24, 6)
    expect(clip.seconds).toBeCloseTo(example.frames / 24, 3)
    expectSound(example, clip)
    for (const [index, file] of Object.entries(example.exactly ?? {})) {
      const difference = await differenceFrom(file, example, clip, Number(index))
      expect(difference, `frame ${index} is ${file}`).toBeLessThan(CODEC_TOLERANCE)
    }
    for (const [index, file] of Object.entries(example.shows ?? {})) {
      const difference = await differenceFrom(file, example, clip, Number(index))
      expect(difference, `frame ${index} shows ${file}`).toBeLessThan(UNLIKE)
    }
  },
)

test.for([[['wide.jpg', 'tall.png']], [['red.png', 'green.png', 'clip-middle.png']]])(
  'pictures that meet in a clip are far from one another: %s',
  async ([names = []]) => {
    const pictures = await Promise.all(
      names.map((name) => coverPixels(media.path(name), { width: 864, height: 480 })),
    )
    for (const [index, one] of pictures.entries()) {
      for (const other of pictures.slice(index + 1))
        expect(pictureDifference(one, other)).toBeGreaterThan(2 * UNLIKE)
    }
  },
)

test('the watermark stands bottom right, and only where it was asked for', async () => {
  const cornerOf = async (name: string) => {
    const { pictures } = await decodeClip((await clips.get(name)) ?? '', [0])
    const corner = { left: 864 - 200, top: 480 - 60, width: 200, height: 60 }
    return cropPixels(pictures.get(0), { width: 864, height: 480 }, corner)
  }
  const [marked, plain] = [
    await cornerOf('i2v; image_url, duration, ratio, resolution, watermark'),
    await cornerOf('i2v; input_reference, a shape that follows it, text in content'),
  ]
  expect(pictureDifference(marked, plain)).toBeGreaterThan(3)
})

test('progress rises truly while a clip is rendered', () => {
  for (const seen of progress.values()) expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  const most = Math.max(
    ...[...progress.values()].map((seen) => new Set(seen.filter((part) => part > 0 && part < 100)).size),
  )
  expect(most).toBeGreaterThanOrEqual(4)
})

function expectSound({ sound }: Omit<SeedExample, 'body'>, clip: DecodedClip): void {
  if (sound === 'none') {
    expect(clip.sound).toBeUndefined()
    return
  }
  if (clip.sound === undefined) throw new Error('the clip has no sound')
  expect(loudness(clip.sound, 1, 2)).toBeGreaterThan(0.01)
  expect(clip.sound.samples.length / clip.sound.sampleRate).toBeCloseTo(clip.seconds, 1)
  if (sound === 'beep') {
    expect(tonePower(clip.sound, BEEP_HZ, 1)).toBeGreaterThan(50 * tonePower(clip.sound, 700, 1))
  }
}

function frameAt({ frames }: Omit<SeedExample, 'body'>, index: number): number {
  return index < 0 ? frames + index : index
}

async function differenceFrom(
  file: string,
  example: Omit<SeedExample, 'body'>,
  clip: DecodedClip,
  index: number,
): Promise<number> {
  return pictureDifference(
    clip.pictures.get(frameAt(example, index)),
    await coverPixels(media.path(file), example),
  )
}

function keep(name: string, clip: Promise<string>): void {
  // Whoever looks at it says what went wrong; until then it is no unhandled rejection.
  clip.catch(() => undefined)
  clips.set(name, clip)
}

/** Creates, waits and downloads by the Ark routes; resolves to the file's path. */
async function sendJson(name: string, body: Record<string, unknown>): Promise<string> {
  const text = JSON.stringify(body).replaceAll('http://media/', `${media.origin}/`)
  const created = await call('POST', `/sandbox${TASKS}`, text, { 'content-type': 'application/json' })
  const seen: number[] = []
  progress.set(name, seen)
  for (;;) {
    const task = await call('GET', `/sandbox${TASKS}/${created.id}`)
    seen.push(task.items[0].progress)
    if (task.status === 'succeeded') return download(name, task.content.video_url)
    if (task.status !== 'queued' && task.status !== 'running') throw new Error(JSON.stringify(task))
    await delay(100)
  }
}

/** The same by OpenAI's routes, as a form. */
async function sendForm(name: string): Promise<string> {
  const form = new FormData()
  form.set('model', PRO)
  form.set('prompt', 'The sun comes up')
  form.set('seconds', '2')
  form.set('size', '864x480')
  form.set('input_reference', new File([await readFile(media.path('wide.jpg'))], 'wide.jpg'))
  const created = await call('POST', '/sandbox/v1/videos', form)
  for (;;) {
    const { status } = await call('GET', `/sandbox/v1/videos/${created.id}`)
    if (status === 'completed')
      return download(name, `${sandbox.origin}/sandbox/v1/videos/${created.id}/content`, authorization())
    if (status !== 'queued' && status !== 'in_progress') throw new Error(status)
    await delay(100)
  }
}

async function call(
  method: string,
  path: string,
  body?: string | FormData,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${sandbox.origin}${path}`, {
    method,
    headers: { ...authorization(), ...headers },
    ...(body !== undefined && { body }),
  })
  if (!response.ok) throw new Error(await response.text())
  return JSON.parse(await response.text())
}

async function download(name: string, url: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(url, { headers })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'video/mp4'])
  const path = media.path(`${name.replaceAll(/\W+/g, '-')}.mp4`)
  await writeFile(path, new Uint8Array(await response.arrayBuffer()))
  return path
}

function authorization(): { authorization: string } {
  return { authorization: `Bearer ${sandbox.key}` }
}
