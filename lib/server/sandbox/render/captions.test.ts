import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { openCaptions } from './captions.ts'
import type { CaptionSegment, RenderJob } from './render-job.ts'

const size = { width: 480, height: 270 }

async function draw(captions: CaptionSegment[], frame = 40): Promise<Buffer> {
  const canvas = createCanvas(size.width, size.height)
  const job: RenderJob = {
    ...size,
    captions,
    outputPath: '',
    container: 'mp4',
    seconds: 4,
    fps: 24,
    audio: false,
    seed: 1,
    prompt: '',
    watermark: false,
    references: [],
  }
  const painted = await openCaptions(job, 96)
  painted.paint(canvas.getContext('2d'), frame)
  return canvas.data()
}

/** Pixels that are nearly white, by half of the picture. */
function inkOf(pixels: Buffer): { upper: number; lower: number } {
  const ink = { upper: 0, lower: 0 }
  for (let offset = 0; offset < pixels.length; offset += 4) {
    if ((pixels[offset] ?? 0) < 200) continue
    ink[offset < pixels.length / 2 ? 'upper' : 'lower'] += 1
  }
  return ink
}

/** Private-use characters, which no font here has: what missing glyphs look like. */
const TOFU = '\ue001\ue002\ue003\ue004'

test.for(['日落时分', '海边风筝', 'sunset', 'Žluťoučký', 'Закат', 'ηλιος'])(
  '%s is set in glyphs',
  async (text) => {
    const [words, tofu] = await Promise.all([draw([{ text }]), draw([{ text: TOFU }])])
    expect(inkOf(words).lower).toBeGreaterThan(40)
    expect(words.equals(tofu)).toBe(false)
  },
)

test('different Chinese characters look different, as boxes would not', async () => {
  expect((await draw([{ text: '日落' }])).equals(await draw([{ text: '风筝' }]))).toBe(false)
})

test('the text stands below the middle', async () => {
  const ink = inkOf(
    await draw([{ text: 'A long way down to the quiet sea, and back up again before the night falls.' }]),
  )
  expect(ink.upper).toBe(0)
  expect(ink.lower).toBeGreaterThan(500)
})

test('first and last frame carry no caption', async () => {
  const clear = createCanvas(size.width, size.height).data()
  for (const frame of [0, 95]) expect((await draw([{ text: 'sea' }], frame)).equals(clear)).toBe(true)
})

test('pictographs are left out rather than drawn as boxes', async () => {
  expect((await draw([{ text: 'sea 🌊' }])).equals(await draw([{ text: 'sea ' }]))).toBe(true)
})

test('a name is a chip, and one cut off with a long prompt still gets its place', async () => {
  const chip = { referenceIndex: 0, name: 'courier' }
  const long = 'through the market, past lanterns and steam, '.repeat(40)
  expect((await draw([{ text: 'the ' }, chip])).equals(await draw([{ text: 'the courier' }]))).toBe(false)
  const withChip = await draw([{ text: long }, chip], 80)
  expect(withChip.equals(await draw([{ text: long }], 80))).toBe(false)
})
