import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { seedClips } from './seeded-clips.ts'

/* The gallery's grid: going through thousands of clips, choosing among them, and finding everything as it was on coming back. */

const SEEDED = 3000

let project = ''
/** In the order of the gallery, newest first. */
let ids: string[] = []

test.beforeAll(async ({ request }) => {
  const created = await request.post('/api/projects', { data: { name: `Grid ${Date.now()}` } })
  project = (await created.json()).id
  await seedClips(process.env['STUDIO_DATA_DIR'] ?? '', {
    count: SEEDED,
    name: `grid${Date.now().toString(36)}`,
    projectId: project,
  })
  ids = (await (await request.get(`/api/gallery/ids?project=${project}`)).json()).ids
})

test('every place of thousands of clips is a scroll away, and nothing is asked for twice', async ({
  page,
}) => {
  const asked = await openGallery(page)
  expect(asked).toEqual([])
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(Math.ceil(ids.length / 6)))
  await expectSeen(page, 0)
  await expectNoViolations(page, 'the gallery')

  await scrollTo(page, 0.5)
  await expectSeen(page, Math.floor(ids.length / 2), 40)
  await scrollTo(page, 1)
  await expectSeen(page, ids.length - 1)
  // As many elements as at the beginning, and those in sight have their pictures.
  expect(await page.locator('.gallery-row').count()).toBeLessThan(20)
  await expect
    .poll(() => page.evaluate(() => [...document.images].filter((image) => image.checkVisibility()).length))
    .toBeGreaterThan(6)
  await expect(page.locator('.gallery-row:not([hidden]) img[data-shown="false"][src]')).toHaveCount(0)
  const before = asked.length
  await scrollTo(page, 0.999)
  await scrollTo(page, 0.5)
  await scrollTo(page, 0)
  await expectSeen(page, 0)
  expect(asked.slice(before)).toEqual([])
})

test('a range is selected by Shift, also over what was never looked at', async ({ page }) => {
  await openGallery(page)
  await card(page, 1).click()
  await expectSelected(page, [1])
  await card(page, 3).click({ modifiers: ['ControlOrMeta'] })
  await expectSelected(page, [1, 3])
  await card(page, 8).click({ modifiers: ['Shift'] })
  await expectSelected(page, [3, 4, 5, 6, 7, 8])
  await scrollTo(page, 1)
  const last = ids.length - 1
  await expectSeen(page, last)
  await card(page, last).click({ modifiers: ['Shift'] })
  await expectCount(page, last - 3 + 1)
  await page.keyboard.press('Escape')
  await expectCount(page, 0)
  await page.keyboard.press('ControlOrMeta+a')
  await expectCount(page, ids.length)
})

test('a rectangle selects what it touches, and scrolls along at the edge', async ({ page }) => {
  await openGallery(page)
  const [from, to] = [await boxOf(card(page, 1)), await boxOf(card(page, 8))]
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 })
  await expectSelected(page, [1, 2, 7, 8])
  await page.mouse.up()
  await expectSelected(page, [1, 2, 7, 8])
  // The click that ends it opens and selects nothing.
  await expect(page).toHaveURL(/\/gallery/)

  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width / 2, 890, { steps: 4 })
  await expect.poll(() => selectedCount(page)).toBeGreaterThan(30)
  await page.keyboard.press('Escape')
  await expectCount(page, 4)
  await page.mouse.up()
  await scrollTo(page, 0)
  await expectSelected(page, [1, 2, 7, 8])
})

test('by keyboard alone: from card to card, selecting, judging, and opening', async ({ page }) => {
  await openGallery(page)
  const { keyboard } = page
  await page.evaluate(() => document.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus())
  await keyboard.press('ArrowRight')
  await keyboard.press('ArrowDown')
  await expectFocus(page, 7)
  await keyboard.press('4')
  await expect(card(page, 7)).toHaveAccessibleName(/4 stars/)
  await keyboard.press('Space')
  await keyboard.press('ArrowRight')
  // The selection goes along while it is one card; Shift makes it more.
  await expectSelected(page, [8])
  await keyboard.press('Shift+ArrowDown')
  await expectSelected(page, [8, 9, 10, 11, 12, 13, 14])
  await keyboard.press('x')
  await expect(card(page, 14)).toHaveAccessibleName(/rejected/)
  await keyboard.press('x')
  await expect(card(page, 14)).not.toHaveAccessibleName(/rejected/)
  await keyboard.press('Escape')
  await expectCount(page, 0)

  await keyboard.press('End')
  await expectFocus(page, ids.length - 1)
  await keyboard.press('PageUp')
  await keyboard.press('Home')
  await expectFocus(page, 0)
  await keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('From clip to clip')
  await keyboard.press('Escape')
  await keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/clips/${ids[0]}`))
})

test('back from a clip everything is as it was, and only news are asked for', async ({ page }) => {
  const asked = await openGallery(page)
  await scrollTo(page, 0.4)
  const place = await topOf(page)
  const seen = await firstSeen(page)
  await card(page, seen + 1).click()
  await card(page, seen + 8).click({ modifiers: ['ControlOrMeta'] })
  await expectSelected(page, [seen + 1, seen + 8])
  const before = asked.length
  // By its title: a press on the card would select it alone.
  await card(page, seen + 8)
    .getByRole('link')
    .click()
  await expect(page).toHaveURL(/\/clips\//)
  await page.getByRole('main').waitFor()
  await page.goBack()
  await expect(grid(page)).toBeVisible()
  await expect.poll(() => topOf(page)).toBe(place)
  await expect.poll(() => selectedCount(page)).toBe(2)
  await expect(card(page, seen + 8)).toHaveAttribute('aria-selected', 'true')
  expect(asked.slice(before)).toEqual([])
})

test('what is done elsewhere appears, and what is new waits until it is wanted', async ({
  page,
  request,
}) => {
  await openGallery(page)
  const [first = '', second = ''] = ids.slice(20)
  const change = (changes: object[]) => request.post('/api/clips/changes', { data: { changes } })
  await change([{ id: first, pick: 'picked' }])
  await comeBack(page)
  await expect(card(page, 20)).toHaveAccessibleName(/picked/)
  await change([{ id: first, removed: true }])
  await comeBack(page)
  await expect(card(page, 20)).toHaveAttribute('data-card', second)
  await change([{ id: first, removed: false }])
  await comeBack(page)
  await expect(card(page, 20)).toHaveAttribute('data-card', first)

  await scrollTo(page, 0.3)
  const name = `new${Date.now().toString(36)}`
  await seedClips(process.env['STUDIO_DATA_DIR'] ?? '', { count: 3, name, projectId: project })
  await comeBack(page)
  await page.getByRole('button', { name: /\d new clip/ }).click()
  await expect(card(page, 0)).toHaveAttribute('data-card', new RegExp(name))
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('two cards stand side by side; a long press selects, a tap opens', async ({ page }) => {
    await openGallery(page)
    await expect(grid(page)).toHaveAttribute('aria-colcount', '2')
    const [one, two, three] = [
      await boxOf(card(page, 0)),
      await boxOf(card(page, 1)),
      await boxOf(card(page, 2)),
    ]
    expect(two.y).toBe(one.y)
    expect(three.y).toBeGreaterThan(one.y + one.height)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    const touch = await page.context().newCDPSession(page)
    const at = { x: one.x + one.width / 2, y: one.y + one.height / 3 }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
    await expectCount(page, 1)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await card(page, 1).tap()
    await expectSelected(page, [0, 1])
    await card(page, 1).tap()
    await card(page, 0).tap()
    await expectCount(page, 0)
    await card(page, 0).tap()
    await expect(page).toHaveURL(/\/clips\//)
  })
})

const grid = (page: Page) => page.getByRole('grid', { name: 'Clips' })
const scroller = (page: Page) => page.locator('[data-gallery-scroller]')
const card = (page: Page, index: number): Locator =>
  page.locator(`.gallery-row:not([hidden]) [data-index="${index}"]`)

/** Answers with the requests for cards from then on. */
async function openGallery(page: Page): Promise<string[]> {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname === '/api/gallery') asked.push(search)
  })
  await page.goto(`/gallery?project=${project}`)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', /\d/)
  // The commands come last.
  await expect(async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('Escape')
  return asked
}

async function scrollTo(page: Page, part: number): Promise<void> {
  await scroller(page).evaluate(
    (element, to) => (element.scrollTop = to * (element.scrollHeight - element.clientHeight)),
    part,
  )
}

const topOf = (page: Page) => scroller(page).evaluate((element) => element.scrollTop)

/** The card with the server's id stands in its place; `give`: or one so many places away. */
async function expectSeen(page: Page, index: number, give = 0): Promise<void> {
  await expect
    .poll(async () => {
      const wanted = ids.slice(Math.max(0, index - give), index + give + 1)
      const shown = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.gallery-row:not([hidden]) [data-index]')]
          .filter(({ dataset }) => dataset['card'] !== '')
          .map(({ dataset }) => [Number(dataset['index']), dataset['card']] as const),
      )
      return shown.some(([at, id]) => ids[at] === id && wanted.includes(id ?? ''))
    })
    .toBe(true)
}

async function firstSeen(page: Page): Promise<number> {
  await expect
    .poll(() =>
      page.evaluate(() => document.querySelectorAll('.gallery-row [data-card=""]:not([hidden])').length),
    )
    .toBe(0)
  return page.evaluate(() => {
    const top = document.querySelector('[data-gallery-scroller]')?.getBoundingClientRect().top ?? 0
    const seen = [
      ...document.querySelectorAll<HTMLElement>('.gallery-row:not([hidden]) [data-index]'),
    ].filter((element) => element.getBoundingClientRect().top > top)
    return Math.min(...seen.map(({ dataset }) => Number(dataset['index'])))
  })
}

async function expectSelected(page: Page, indexes: readonly number[]): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.gallery-row:not([hidden]) [aria-selected="true"]')]
          .map(({ dataset }) => Number(dataset['index']))
          .sort((a, b) => a - b),
      ),
    )
    .toEqual(indexes)
}

/** As the bar under the cards says. */
async function selectedCount(page: Page): Promise<number> {
  const bar = page.locator('[data-selection-bar] output')
  if ((await bar.count()) === 0) return 0
  return Number(((await bar.textContent()) ?? '').replaceAll(/\D/g, ''))
}

const expectCount = (page: Page, count: number) => expect.poll(() => selectedCount(page)).toBe(count)

const expectFocus = (page: Page, index: number) => expect(card(page, index)).toBeFocused()

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('it is not there')
  return box
}

/** As somebody does who had another window before this one. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('focus')))
