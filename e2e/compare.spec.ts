import type { Page } from '@playwright/test'
import sharp from 'sharp'
import type { Recipe } from '#lib/generation/generation.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { readNumbers, seedNumberedTakes } from './numbered-clips.ts'

const SIZE = { width: 384, height: 216 }
const PICTURES = '[data-screen] canvas'
const LAST = { a: 95, b: 83 }

const recipe = (words: [string, string], settings: Recipe['settings']): Recipe => ({
  model: 'doubao-seedance-2-0-260128',
  prompt: [{ text: words[0] }, { mention: 'ref_1' }, { text: words[1] }],
  references: [
    { id: 'ref_1', kind: 'image', role: 'reference_image', name: 'fox', url: 'https://example.com/fox.png' },
  ],
  settings: { duration: 4, ratio: '16:9', resolution: '480p', ...settings },
})

let ids: string[] = []

test.beforeAll(async () => {
  // After a failure another worker goes on, in the same studio.
  const name = `compare${test.info().workerIndex}`
  ids = await seedNumberedTakes(process.env['STUDIO_DATA_DIR'] ?? '', name, [
    {
      ...SIZE,
      frames: LAST.a + 1,
      framesPerSecond: 24,
      hertz: 330,
      hue: 210,
      recipe: recipe(['A ', ' runs through snow at dawn, slow push in'], { seed: 7 }),
    },
    {
      ...SIZE,
      frames: LAST.b + 1,
      framesPerSecond: 24,
      hertz: 550,
      hue: 20,
      recipe: recipe(['A ', ' jumps through snow at night, slow push in'], { seed: 8, watermark: true }),
    },
    { ...SIZE, frames: 90, framesPerSecond: 30, hue: 120, recipe: recipe(['一只', '穿过雪地'], { seed: 9 }) },
  ])
})

test('two clips stay within one frame over the whole length, and step to the same one', async ({ page }) => {
  test.setTimeout(120_000)
  await open(page, ids.slice(0, 2))
  // Without time of the processor one of them falls behind, now and then; a fault does so each time.
  await expect(async () => {
    await page.keyboard.press('Home')
    await shows(page, 0, 0)
    const reading = readNumbers(page, PICTURES, '[data-time="95"]')
    await page.keyboard.press('Space')
    const seen = await reading
    const apart = seen.filter(([a = 0, b = 0]) => Math.abs(Math.min(a, LAST.b) - b) > 1)
    expect(apart).toEqual([])
    // It was played, and not stepped over; a busy machine shows half of the frames or fewer.
    expect(new Set(seen.map(([a]) => a)).size).toBeGreaterThan(LAST.a / 4)
  }).toPass({ timeout: 45_000 })
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  expect(await readNumbers(page, PICTURES)).toEqual([[LAST.a, LAST.b]])
  await expect(screen(page, 'B')).toContainText('Ended: its last frame stays')

  await page.keyboard.press('Home')
  await shows(page, 0, 0)
  for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'ArrowLeft'])
    await page.keyboard.press(key)
  await shows(page, 11, 11)
  await page.keyboard.press('L')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.keyboard.press('K')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await expect.poll(async () => new Set((await readNumbers(page, PICTURES))[0]).size).toBe(1)
})

test('clips of other rates are matched by time, and a part is repeated', async ({ page }) => {
  const [a = '', , c = ''] = ids
  await page.goto(`/compare?ids=${a},${c}&f=25`)
  // The timeline has 30 frames a second: 25.5 / 30 is in the 20th of 24.
  await shows(page, 20, 25)
  await page.keyboard.press('O')
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('ArrowLeft')
  await shows(page, 12, 15)
  await page.keyboard.press('I')
  await page.keyboard.press('Space')
  await expect.poll(async () => await backAndForth(page), { timeout: 15_000 }).toBe(true)
  await page.keyboard.press('Space')
})

test('while one of them loads, the others wait', async ({ page }) => {
  const gate = Promise.withResolvers<void>()
  let held = ''
  await page.route(/\/api\/media\/[^/]+$/, async (route) => {
    const { pathname } = new URL(route.request().url())
    // The first that is asked for comes at once, the other does not.
    held ||= pathname
    if (pathname !== held) await gate.promise
    await route.continue()
  })
  await page.goto(`/compare?ids=${ids.slice(0, 2).join()}`)
  const waiting = page.getByText('Loading; the others wait')
  const play = page.getByRole('button', { name: 'Play', exact: true })
  // Pressed before the page is alive it does nothing; pressed twice it would stop again. Both may be loading at first, and then both say so.
  await expect(async () => {
    if (await play.isVisible()) await play.click({ timeout: 1000 })
    await expect(waiting.first()).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(page.locator(PICTURES).first()).toBeHidden()
  gate.resolve()
  await expect(waiting).toHaveCount(0)
  await expect.poll(async () => (await readNumbers(page, PICTURES))[0]?.[0]).toBeGreaterThan(2)
})

test('keys choose who is heard, wipe, and show the difference', async ({ page }) => {
  await open(page, ids.slice(0, 2))
  const muted = () =>
    page.locator('video').evaluateAll((all) => all.map((video) => (video as HTMLVideoElement).muted))
  await expect.poll(muted).toEqual([false, true])
  await page.keyboard.press('2')
  await expect.poll(muted).toEqual([true, false])
  await expect(page.getByRole('button', { name: 'Hear B' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('m')
  await expect.poll(muted).toEqual([true, true])

  await page.keyboard.press('v')
  await expect(page.getByRole('radio', { name: 'Wipe' })).toBeChecked()
  const wipe = page.getByRole('slider', { name: 'Wipe' })
  await wipe.focus()
  await page.keyboard.press('ArrowRight')
  await expect(wipe).toHaveAttribute('aria-valuetext', '51% A, the rest B')
  await page.keyboard.press(',')
  await page.keyboard.press(',')
  await expect(wipe).toHaveAttribute('aria-valuetext', '41% A, the rest B')
  await expect(screen(page, 'B')).toHaveCSS('clip-path', 'inset(0px 0px 0px 41%)')

  await page.keyboard.press('v')
  await expect(page.getByRole('radio', { name: 'Difference' })).toBeChecked()
  const [one, other] = await colours(page)
  await expect.poll(() => colourOnScreen(page)).toEqual(nearly(difference(one, other, 1)))
  await page.getByRole('radio', { name: '2×' }).check({ force: true })
  await expect.poll(() => colourOnScreen(page)).toEqual(nearly(difference(one, other, 2)))
})

test('a winner is picked, the others are rejected, and both are taken back', async ({ page }) => {
  await open(page, ids)
  const picks = () =>
    Promise.all(ids.map(async (id) => (await (await page.request.get(`/api/clips/${id}`)).json()).pick))
  await page.keyboard.press('2')
  await page.keyboard.press('w')
  await expect(page.getByRole('button', { name: 'Take the pick from B' })).toBeVisible()
  await expect.poll(picks).toEqual([undefined, 'picked', undefined])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(picks).toEqual([undefined, undefined, undefined])
  await expect(page.getByRole('button', { name: 'Pick B as the winner' })).toBeVisible()

  await page.getByRole('button', { name: 'More for C' }).click()
  await page.getByRole('menuitem', { name: 'Pick, and reject the others' }).click()
  await expect.poll(picks).toEqual(['rejected', 'rejected', 'picked'])
  await expect(bar(page, 'A')).toContainText('Rejected')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(picks).toEqual([undefined, undefined, undefined])
  await expect(bar(page, 'A')).not.toContainText('Rejected')
})

test('the difference of the recipes, word by word and setting by setting', async ({ page }) => {
  await open(page, ids.slice(0, 2))
  const recipes = page.getByRole('region', { name: 'Recipes' })
  const row = (name: string) => recipes.locator(`[data-recipe-row="${name}"]`)
  await expect(row('Prompt').locator('p').first()).toHaveText(
    'A @fox runs through snow at dawn, slow push in',
  )
  await expect(row('Prompt').locator('del')).toContainText(['runs', 'dawn'])
  await expect(row('Prompt').locator('ins')).toContainText(['jumps', 'night'])
  await expect(row('Seed')).toHaveText('SeedA7B8')
  await expect(row('Watermark')).toHaveText('WatermarkAOffBOn')
  await expect(row('Resolution')).toHaveCount(0)
  await page.keyboard.press('n')
  await expect(row('Resolution')).toHaveText('ResolutionA480pB480p')
  await expect(row('Reference')).toContainText('fox')
  await expectNoViolations(page, 'two clips compared')

  // The sides change places, and with them what went and what came.
  await page.keyboard.press('b')
  await expect(row('Prompt').locator('ins')).toContainText(['runs', 'dawn'])
  await expect(page).toHaveURL(new RegExp(`ids=${ids[1]},${ids[0]}`))
})

test('on a phone the clips stand above one another, and a clip is added and removed', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, ids.slice(0, 2))
  const [a, b] = await Promise.all(['A', 'B'].map((letter) => screen(page, letter).boundingBox()))
  expect(a?.width).toBe(390)
  expect(b?.y).toBeGreaterThan((a?.y ?? 0) + (a?.height ?? 0))
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)

  await page.getByRole('button', { name: 'Add a clip' }).click()
  // Where a story before it failed, this one's clips are the newer ones.
  await page
    .getByRole('button', { name: /^Take 3: 一只@fox穿过雪地/ })
    .first()
    .click()
  await expect(screen(page, 'C')).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`ids=${ids.join()}`))
  await shows(page, 0, 0, 0)
  await page.getByRole('button', { name: 'More for B' }).click()
  await page.getByRole('menuitem', { name: 'Remove from the comparison' }).click()
  await expect(screen(page, 'C')).toHaveCount(0)
  await expect(page).toHaveURL(new RegExp(`ids=${ids[0]},${ids[2]}`))
})

test('an address with other than two to four clips says what to do', async ({ page }) => {
  await page.goto('/compare?ids=')
  await expect(page.getByRole('heading', { name: 'Choose two to four clips to compare' })).toBeVisible()
  await page.goto(`/compare?ids=${ids.join()},gen_x,gen_y`)
  await expect(page.getByRole('heading', { name: '5 clips are too many to compare' })).toBeVisible()
  await page.goto(`/compare?ids=${ids[0]},gen_nowhere,${ids[1]}`)
  await expect(page.getByText('There is no clip gen_nowhere here.')).toBeVisible()
  await page.getByRole('link', { name: 'Compare the other 2' }).click()
  await shows(page, 0, 0)
})

const screen = (page: Page, letter: string) => page.locator(`[data-screen="${letter}"]`)
const bar = (page: Page, letter: string) => page.locator(`[data-clip-bar="${letter}"]`)

/** All clips stand on their first frame. */
async function open(page: Page, clips: readonly string[]): Promise<void> {
  await page.goto(`/compare?ids=${clips.join()}`)
  await shows(page, ...clips.map(() => 0))
  // The keys come with the page's rest.
  await expect(async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function shows(page: Page, ...frames: number[]): Promise<void> {
  await expect(page.locator(PICTURES)).toHaveCount(frames.length)
  await expect.poll(async () => (await readNumbers(page, PICTURES))[0]).toEqual(frames)
}

/** Whether, for half a second, it stays in the part and turns round in it. */
async function backAndForth(page: Page): Promise<boolean> {
  const seen: number[] = []
  for (let look = 0; look < 30; look += 1) seen.push((await readNumbers(page, PICTURES))[0]?.[1] ?? -1)
  expect(seen.filter((frame) => frame < 15 || frame > 25)).toEqual([])
  return seen.some((frame, index) => frame < (seen[index - 1] ?? 0))
}

type Colour = [number, number, number]

/** A spot without number or ball, in both pictures. */
async function colours(page: Page): Promise<[Colour, Colour]> {
  const [one, other] = await page.locator(PICTURES).evaluateAll((all) =>
    all.map((canvas) => {
      const context = (canvas as HTMLCanvasElement).getContext('2d')
      return [...(context?.getImageData(300, 140, 1, 1).data ?? [])].slice(0, 3)
    }),
  )
  return [asColour(one), asColour(other)]
}

async function colourOnScreen(page: Page): Promise<Colour> {
  const box = await screen(page, 'A').boundingBox()
  if (!box) throw new Error('no picture')
  const clip = {
    x: box.x + (300.5 / SIZE.width) * box.width,
    y: box.y + (140.5 / SIZE.height) * box.height,
    width: 1,
    height: 1,
  }
  return asColour([
    ...(await sharp(await page.screenshot({ clip }))
      .removeAlpha()
      .raw()
      .toBuffer()),
  ])
}

function asColour([red = -1, green = -1, blue = -1]: readonly number[] = []): Colour {
  return [red, green, blue]
}

function difference(one: Colour, other: Colour, gain: number): number[] {
  return one.map((value, index) => Math.min(255, Math.abs(value - (other[index] ?? 0)) * gain))
}

const nearly = (colour: readonly number[]) => colour.map((value) => expect.closeTo(value, -1))
