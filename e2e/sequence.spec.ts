import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { decodeClip } from '#lib/server/testing/decode-clip.ts'
import { makeNumberedClip, NUMBER_BITS, NUMBER_ROW } from '#lib/server/testing/numbered-clip.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { openBy } from './open-by.ts'
import { readNumbers } from './numbered-clips.ts'

/*
 * Videos made elsewhere come into the gallery by a drop, are put in order, trimmed, played through and joined. Every frame says which one
 * it is, so what is seen and what is in the file is read from the pictures.
 */

test.describe.configure({ mode: 'serial' })
// The broken file is refused.
test.use({ allowedErrors: [/422 .*broken\.mp4/] })

const SIZE = { width: 320, height: 180, framesPerSecond: 24 }
const CLIPS = [
  { name: 'harbour at dusk.mp4', first: 1000, frames: 48, hertz: 330, hue: 210 },
  { name: '雪地里的狐狸.mp4', first: 2000, frames: 40, hertz: 550, hue: 20 },
  { name: 'lanterns.mp4', first: 3000, frames: 36, hertz: 770, hue: 120 },
] as const

let directory = ''
let sequence = ''

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-sequence-'))
  for (const clip of CLIPS) await makeNumberedClip(join(directory, clip.name), { ...SIZE, ...clip })
})
test.afterAll(() => rm(directory, { recursive: true, force: true }))

test('videos dropped on the gallery become clips; a broken one says why not', async ({ page }) => {
  const [harbour, fox, lanterns] = CLIPS
  const whole = await readFile(join(directory, fox.name))
  await writeFile(join(directory, 'broken.mp4'), whole.subarray(0, whole.length - 3000))
  await page.goto('/gallery')
  await page.getByRole('button', { name: 'Import videos' }).waitFor()
  const panel = page.getByRole('region', { name: 'Import' })
  const line = (name: string) => panel.getByRole('listitem').filter({ hasText: name })
  await expect(async () => {
    await drop(page, [harbour.name, fox.name, 'broken.mp4'])
    await expect(panel).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(line(harbour.name)).toContainText('Imported', { timeout: 30_000 })
  await expect(line(fox.name)).toContainText('Imported', { timeout: 30_000 })
  await expect(line('broken.mp4')).toContainText('incomplete', { timeout: 30_000 })
  await expect(panel.getByRole('status')).toHaveText('2 of 3 imported')

  // The button takes files, too; the same bytes are a clip already.
  await page.locator('input[data-import]').setInputFiles([join(directory, lanterns.name)])
  await expect(line(lanterns.name)).toContainText('Imported', { timeout: 30_000 })
  await page.locator('input[data-import]').setInputFiles([join(directory, harbour.name)])
  await expect(line(harbour.name).last()).toContainText('Already in the gallery')
  await expectNoViolations(page, 'videos imported')
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect(panel).toBeHidden()
  await page.goto('/gallery?q=%E7%8B%90%E7%8B%B8')
  await expect(page.getByText('雪地里的狐狸').first()).toBeVisible()
})

test('clips are put in order by key, trimmed, played without a gap and joined', async ({ page }) => {
  test.setTimeout(120_000)
  const clipIds = await Promise.all(CLIPS.map(({ name }) => clipNamed(page, name.replace('.mp4', ''))))
  const made = await page.request.post('/api/sequences', { data: { clipIds, title: 'Evening' } })
  const { id } = (await made.json()) as { id: string }
  sequence = `/sequences/${id}`
  await page.goto(sequence)
  const strip = page.getByRole('list', { name: 'Clips in order' })
  const cards = strip.getByRole('listitem')
  await expect(cards).toHaveCount(3)
  await expect(page.locator('video[data-front]')).toHaveCount(1)
  await expect.poll(() => shownNumber(page)).toBe(1000)

  // The third clip goes first; taking it back and doing it again leaves it there.
  await cards
    .nth(2)
    .getByRole('button', { name: /^Clip 3/ })
    .focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(cards.nth(0)).toContainText('lanterns')
  await page.keyboard.press('Control+z')
  await expect(cards.nth(0)).toContainText('harbour')
  await page.keyboard.press('Control+Shift+z')
  await expect(cards.nth(0)).toContainText('lanterns')

  // Frames 6 to 29 of it: by its handles, and by I where the picture stands.
  await cards
    .nth(0)
    .getByRole('button', { name: /^Clip 1/ })
    .click()
  await expect.poll(() => shownNumber(page)).toBe(3000)
  const begin = page.getByRole('slider', { name: 'First frame' })
  await begin.focus()
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight')
  await expect(begin).toHaveAttribute('aria-valuenow', '6')
  await expect.poll(() => shownNumber(page)).toBe(3006)
  const end = page.getByRole('slider', { name: 'Last frame' })
  await end.focus()
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowLeft')
  await expect(end).toHaveAttribute('aria-valuenow', '29')
  await expect.poll(() => shownNumber(page)).toBe(3029)
  await expect(page.locator('[data-total]')).toHaveText('3 clips, 00:00:04:16')
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved')
  await expectNoViolations(page, 'a sequence')

  await page.getByRole('slider', { name: 'Position' }).focus()
  await page.keyboard.press('Home')
  await expect.poll(() => shownNumber(page)).toBe(3006)
  const seen = await playThrough(page)
  expect(seen.filter(({ number }) => number === 0)).toEqual([])
  const numbers = seen.map(({ number }) => number)
  const parts = [
    numbers.filter((one) => one >= 3000),
    numbers.filter((one) => one < 2000),
    numbers.filter((one) => one >= 2000 && one < 3000),
  ]
  // In this order, each from its first frame to its last and never a step back.
  expect(numbers).toEqual(parts.flat())
  expect(parts.map((part) => [part[0], part.at(-1)])).toEqual([
    [3006, 3029],
    [1000, 1047],
    [2000, 2039],
  ])
  for (const part of parts) expect(part).toEqual(part.toSorted((one, other) => one - other))
  // From the last frame of one to the first of the next a frame's time passes; a loaded machine may take some more of it.
  for (const cut of [3029, 1047]) {
    const at = seen.findIndex(({ number }) => number === cut)
    const gap = (seen[at + 1]?.at ?? Infinity) - (seen[at]?.at ?? 0)
    expect(gap, `after ${cut}`).toBeGreaterThan(10)
    expect(gap, `after ${cut}`).toBeLessThan(6 * (1000 / 24))
  }
})

test('joined, it is a clip of the gallery that knows its parts', async ({ page }) => {
  // The child that joins makes way for everything else on a loaded machine.
  test.setTimeout(120_000)
  await page.goto(sequence)
  const panel = page.getByRole('region', { name: 'Joining' })
  await openBy(page.getByRole('button', { name: 'Join', exact: true }), panel)
  await expect(panel.getByRole('progressbar')).toBeVisible()
  await expect(panel.getByRole('status')).toContainText('Joined: take 1', { timeout: 90_000 })
  const href = (await panel.getByRole('link', { name: 'Open the clip' }).getAttribute('href')) ?? ''
  const id = href.replace('/clips/', '')
  const detail = (await (await page.request.get(`/api/clips/${id}`)).json()) as {
    generation: { clip: { videoUrl: string }; provider: string }
    lineage: { edges: { to: string; kind: string }[] }
  }
  expect(detail.generation.provider).toBe('sequence')
  expect(detail.lineage.edges.filter(({ to, kind }) => to === id && kind === 'part')).toHaveLength(3)

  const path = join(directory, 'joined.mp4')
  await writeFile(path, await (await page.request.get(detail.generation.clip.videoUrl)).body())
  const wanted = [...span(3006, 3029), ...span(1000, 1047), ...span(2000, 2039)]
  const clip = await decodeClip(path, span(0, wanted.length - 1))
  expect(clip.frames).toBe(wanted.length)
  expect(clip.seconds).toBeCloseTo(wanted.length / 24, 3)
  expect([...clip.pictures.values()].map((pixels) => numberIn(pixels, clip))).toEqual(wanted)
  expect(clip.sound?.sampleRate).toBe(48_000)

  const found = await page.request.get('/api/gallery?q=Evening&model=sequence')
  expect(((await found.json()) as { cards: { id: string }[] }).cards.map((card) => card.id)).toContain(id)
})

const span = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

async function drop(page: Page, names: readonly string[]): Promise<void> {
  const files = await Promise.all(
    names.map(async (name) => ({ name, data: (await readFile(join(directory, name))).toString('base64') })),
  )
  await page.evaluate((given) => {
    const data = new DataTransfer()
    for (const { name, data: text } of given) {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
      data.items.add(new File([bytes], name, { type: 'video/mp4' }))
    }
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
      )
  }, files)
}

async function clipNamed(page: Page, title: string): Promise<string> {
  const answer = await page.request.get(`/api/gallery?${new URLSearchParams({ q: title })}`)
  const { cards } = (await answer.json()) as { cards: { id: string; model: string; prompt: string }[] }
  const card = cards.find(({ model, prompt }) => model === 'import' && prompt === title)
  if (!card) throw new Error(`no clip ${title}`)
  return card.id
}

/** What is seen now; 0 is black. */
async function shownNumber(page: Page): Promise<number | undefined> {
  return (await readNumbers(page, SCREEN))[0]?.[0]
}

const SCREEN = 'canvas[data-screen]'

interface Seen {
  /** ms. */
  at: number
  number: number
}

/** Presses Space and writes down what is seen with every refresh of the screen, to the end. */
async function playThrough(page: Page): Promise<Seen[]> {
  const last = await page.getByRole('slider', { name: 'Position' }).getAttribute('aria-valuemax')
  const reading = readTimedNumbers(page, SCREEN, `[data-time="${last}"]`)
  await page.keyboard.press('Space')
  const seen = await reading
  return seen.filter(({ number }, index) => number !== seen[index - 1]?.number)
}

async function readTimedNumbers(page: Page, picture: string, end: string): Promise<Seen[]> {
  return page.evaluate(
    async ({ selector, until, bits, row }) => {
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
      const canvas = document.querySelector<HTMLCanvasElement>(selector)
      if (!context || !canvas) throw new Error('no canvas')
      context.canvas.width = bits
      context.canvas.height = 1
      context.imageSmoothingEnabled = false
      const seen: { at: number; number: number }[] = []
      for (;;) {
        const { width, height } = canvas
        context.drawImage(canvas, 0, Math.round(height * row), width, 1, 0, 0, bits, 1)
        const { data } = context.getImageData(0, 0, bits, 1)
        let number = 0
        for (let block = 0; block < bits; block += 1)
          number = number * 2 + ((data[block * 4] ?? 0) > 127 ? 1 : 0)
        seen.push({ at: performance.now(), number })
        if (document.querySelector(until)) return seen
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    },
    { selector: picture, until: end, bits: NUMBER_BITS, row: NUMBER_ROW },
  )
}

function numberIn(pixels: Buffer, { width, height }: { width: number; height: number }): number {
  const start = Math.floor(NUMBER_ROW * height) * width
  return Array.from({ length: NUMBER_BITS }).reduce<number>((number, _, block) => {
    const x = Math.floor(((block + 0.5) / NUMBER_BITS) * width)
    return number * 2 + ((pixels[(start + x) * 4] ?? 0) > 127 ? 1 : 0)
  }, 0)
}
