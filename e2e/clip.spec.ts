import type { Locator, Page } from '@playwright/test'
import { join } from 'node:path'
import type { Recipe } from '#lib/generation/generation.ts'
import { insertSources } from '#lib/server/clips/source-store.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { seedNumberedTakes } from './numbered-clips.ts'
import { editorOf } from './prompt-page.ts'

/*
 * The page of one clip: a boat's shot of three takes, made from another clip, with two more generations made from its second take.
 */

// While one page takes another's place its icon is gone for a moment, and Chromium looks for one of its own.
test.use({ allowedErrors: [/favicon\.ico/] })

const FRAMES = 48
const CLIP = { width: 320, height: 180, frames: FRAMES, framesPerSecond: 24 } as const
/** Large enough to be a reference. */
const REFERENCE = { ...CLIP, width: 864, height: 496 } as const
const SEED = 4711

let harbour: string
let takes: string[]
let calm: string
let gull: string

test.beforeAll(async () => {
  const dataDir = process.env['STUDIO_DATA_DIR'] ?? ''
  // A worker that begins anew after a story that failed seeds anew.
  const name = (what: string) => `clip${what}${Date.now().toString(36)}`
  ;[harbour = ''] = await seedNumberedTakes(dataDir, name('harbour'), [
    { ...REFERENCE, recipe: recipe('A ferry leaves the harbour') },
  ])
  const storm = recipe('The boat in the storm by @harbour', harbour)
  takes = await seedNumberedTakes(
    dataDir,
    name('storm'),
    [0, 1, 2].map((hue) => ({ ...CLIP, hue: hue * 90, hertz: 330, recipe: storm })),
  )
  ;[calm = ''] = await seedNumberedTakes(dataDir, name('calm'), [
    { ...CLIP, recipe: recipe('The storm calms') },
  ])
  ;[gull = ''] = await seedNumberedTakes(dataDir, name('gull'), [{ ...CLIP, recipe: recipe('A gull lands') }])
  const made = [
    ...takes.map((id) => ({ generation_id: id, source_id: harbour, kind: 'clip' as const })),
    { generation_id: calm, source_id: takes[1] ?? '', kind: 'last_frame' as const },
    { generation_id: gull, source_id: calm, kind: 'clip' as const },
  ]
  const database = await openDatabase({ path: join(dataDir, 'seedreel.sqlite') })
  await database.transaction((transaction) => insertSources(transaction, made))
  await database.close()
})

test('a page shows all of a clip, and leads to what it was made from and what was made from it', async ({
  page,
}) => {
  const [, second = ''] = takes
  await page.goto(`/clips/${second}`)
  await expect(page).toHaveTitle('The boat in the storm by harbour, take 2 · Seedreel')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The boat in the storm by harbour')
  await expect(player(page)).toBeVisible()
  const about = page.getByRole('region', { name: 'About this clip' })
  await expect(about).toContainText('The boat in the storm by harbour')
  await expect(about).toContainText('Seedance 2.0')
  await expect(about).toContainText(String(SEED))
  await expect(about).toContainText(`${FRAMES} at 24 fps`)
  await expect(about).toContainText(/[0-9a-f]{64}/)
  await expect(about.getByRole('link', { name: /^harbour/ })).toHaveAttribute('href', `/clips/${harbour}`)
  const download = page.getByRole('link', { name: 'Download' })
  await expect(download).toHaveAttribute(
    'download',
    'First project - The boat in the storm by harbour - take 2 - Seedance 2.0.mp4',
  )
  // Three generations: before it, itself, and two after it.
  const before = about.getByRole('link', { name: 'Made from A ferry leaves the harbour, take 1: Clip' })
  await expect(before).toHaveAttribute('href', `/clips/${harbour}`)
  const child = about.getByRole('link', { name: 'Made from it: The storm calms, take 1: Last frame' })
  await expect(child).toHaveAttribute('href', `/clips/${calm}`)
  const grandchild = about.getByRole('link', { name: /A gull lands/ })
  await expect(grandchild).toBeAttached()
  await expectNoViolations(page, 'a clip')
  await grandchild.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A gull lands')
  await expect(page.getByRole('link', { name: /^Made from A ferry/ })).toBeAttached()
  await page.goBack()
  await expect(page).toHaveURL(`/clips/${second}`)
})

test('the takes by keyboard, with nothing read twice; what is said of one is seen on it', async ({
  page,
}) => {
  const [first = '', second = '', third = ''] = takes
  await page.goto(`/clips/${first}`)
  await expect(player(page)).toBeVisible()
  const strip = page.getByRole('navigation', { name: 'Takes of this shot' })
  await expect(strip.getByRole('link')).toHaveCount(3)
  await expect(strip.getByRole('link', { name: 'Take 1' })).toHaveAttribute('aria-current', 'page')
  await strip.getByRole('link', { name: 'Take 1' }).press('ArrowRight')
  await expect(page).toHaveURL(`/clips/${second}`)
  await expect(page).toHaveTitle(/take 2/)
  await expect(strip.getByRole('link', { name: 'Take 2' })).toBeFocused()
  await page.keyboard.press('End')
  await expect(page).toHaveURL(`/clips/${third}`)
  await expect(player(page)).toHaveAttribute('src', new RegExp(third.replace('gen_', 'med_')))
  const asked: string[] = []
  page.on('request', (request) => {
    // Comments may have come meanwhile, so they are asked for; the take is not.
    const isRead = request.method() === 'GET' && /\/api\/clips\/[^/]+$|_rsc=/.test(request.url())
    if (isRead) asked.push(request.url())
  })
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page).toHaveURL(`/clips/${second}`)
  // The address changes first; until the take is there, a key speaks of the one that is seen.
  await expect(strip.getByRole('link', { name: 'Take 2' })).toHaveAttribute('aria-current', 'page')
  await page.keyboard.press('4')
  await expect(strip.getByRole('link', { name: 'Take 2, 4 stars' })).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: 'Pick' })).toHaveAttribute('aria-pressed', 'true')
  expect(asked).toEqual([])
  await expect
    .poll(async () => (await page.request.get(`/api/clips/${second}`)).json())
    .toMatchObject({ rating: 4, pick: 'picked' })
})

test('a link opens at its frame, and is copied there', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const [first = ''] = takes
  await page.goto(`/clips/${first}?f=31`)
  await expect(position(page)).toHaveAttribute('aria-valuetext', new RegExp(`Frame 31 of ${FRAMES}`))
  await page.keyboard.press('ArrowRight')
  await expect(position(page)).toHaveAttribute('aria-valuetext', new RegExp(`Frame 32 of ${FRAMES}`))
  await page.getByRole('button', { name: 'Copy link at this frame' }).first().click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toBe(`${baseURL}/clips/${first}?f=32`)
})

test('Reuse brings the recipe, Vary a new seed in the same shot, and one press begins another', async ({
  page,
}) => {
  const [first = '', second = ''] = takes
  await page.goto(`/clips/${first}`)
  await (await lively(page)).getByRole('link', { name: 'Reuse' }).click()
  await expect(await editorOf(page)).toContainText('The boat in the storm by @harbour')
  await expect(page).toHaveURL(/\/$/)
  await expect.poll(() => storedDraft(page)).toMatchObject({ settings: { seed: SEED } })
  expect(await storedDraft(page)).not.toHaveProperty('shot')

  await page.goto(`/clips/${second}`)
  await (await lively(page)).getByRole('link', { name: 'Vary' }).click()
  const joins = page.getByRole('status').filter({ hasText: 'Next take of' })
  await expect(joins.getByRole('link')).toHaveAttribute('href', `/clips/${second}`)
  await expect.poll(() => storedDraft(page)).toMatchObject({ shot: { clipId: second } })
  expect(await storedDraft(page)).not.toHaveProperty('settings.seed')
  // It is still there after a reload, and the order is not carried out again.
  await page.reload()
  await expect(joins).toBeVisible()
  await expectNoViolations(page, 'the next take of a shot')

  const made = await generate(page)
  const [{ shotId: wanted }] = [await clipOf(page, second)]
  expect(made).toMatchObject({ shotId: wanted, take: 13 })
  expect(made.recipe.settings).not.toHaveProperty('seed')
  await joins.getByRole('button', { name: 'New shot' }).click()
  await expect(joins).toHaveCount(0)
  // What is sent says it all: nothing has to be made for it.
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/api/generations'),
  )
  await page.route('**/api/generations', (route) => route.fulfill({ status: 201, json: { generations: [] } }))
  await page.getByRole('button', { name: 'Generate' }).click()
  expect((await sent).postDataJSON()).not.toHaveProperty('shotId')
})

test('an edit joins the shot too, and what continues does not; a cleared composer forgets it', async ({
  page,
}) => {
  await page.goto(`/clips/${calm}`)
  await (await lively(page)).getByRole('link', { name: 'Edit', exact: true }).click()
  const joins = page.getByRole('status').filter({ hasText: 'Next take of' })
  await expect(joins).toContainText('The storm calms')
  const editor = await editorOf(page)
  await expect(editor).toContainText('Edit @')
  await page.goto(`/clips/${gull}`)
  await (await lively(page)).getByRole('link', { name: 'Continue' }).click()
  await expect(page.getByText('First frame to video')).toBeVisible()
  await expect(joins).toHaveCount(0)
})

test('a phone shows it whole', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const [first = ''] = takes
  await page.goto(`/clips/${first}`)
  await expect(player(page)).toBeInViewport()
  await expect(page.getByRole('link', { name: 'Take 2' })).toBeInViewport()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  await expectNoViolations(page, 'a clip on a phone')
})

test.describe('what is not there', () => {
  test.use({ allowedErrors: [/status of 404/] })

  test('says what to press', async ({ page }) => {
    const answer = await page.goto('/clips/gen_nobody')
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'Nothing is here' })).toBeVisible()
    await page.getByRole('link', { name: 'First project' }).click()
    await expect(page).toHaveURL(/\/$/)
  })
})

const player = (page: Page) => page.locator('video')
const position = (page: Page) => page.getByRole('slider', { name: 'Position' })

/** The side once its buttons have come alive: a link that is pressed before leads to a whole new page, which is right as well but slower. */
async function lively(page: Page): Promise<Locator> {
  await expect(player(page)).toBeVisible()
  return page.getByRole('region', { name: 'Make more of it' })
}

function recipe(text: string, from?: string): Recipe {
  const [before = '', after] = text.split('@harbour')
  const mediaId = from?.replace('gen_', 'med_') ?? ''
  return {
    model: 'doubao-seedance-2-0-260128',
    prompt: [{ text: before }, ...(after === undefined ? [] : [{ mention: 'ref_1' }])],
    references:
      from === undefined
        ? []
        : [{ id: 'ref_1', kind: 'video', role: 'reference_video', name: 'harbour', mediaId }],
    settings: { resolution: '480p', duration: 4, seed: SEED },
  }
}

/** Presses Generate and calls it off again: only where it was put is of interest. */
async function generate(page: Page) {
  const answer = page.waitForResponse(
    (response) => response.url().endsWith('/api/generations') && response.request().method() === 'POST',
  )
  await page.getByRole('button', { name: 'Generate' }).click()
  const [generation] = (await (await answer).json()).generations
  await page.request.post(`/api/generations/${generation.id}/cancel`)
  return generation
}

async function clipOf(page: Page, id: string) {
  return (await (await page.request.get(`/api/clips/${id}`)).json()).generation
}

/** As the tab has stored it. */
async function storedDraft(page: Page): Promise<unknown> {
  const text = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('seedreel.draft.'))
    return key === undefined ? '{}' : (localStorage.getItem(key) ?? '{}')
  })
  return JSON.parse(text)
}
