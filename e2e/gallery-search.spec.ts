import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { openBy } from './open-by.ts'
import { seedClips } from './seeded-clips.ts'

/* The gallery's search and filters: what they find, what the address keeps of them, and what is kept under a name. */

const SEEDED = 40

let project = ''
let prompts: string[] = []

test.beforeAll(async ({ request }) => {
  const created = await request.post('/api/projects', { data: { name: `Search ${Date.now()}` } })
  project = (await created.json()).id
  await seedClips(process.env['STUDIO_DATA_DIR'] ?? '', {
    count: SEEDED,
    name: `search${Date.now().toString(36)}`,
    projectId: project,
  })
  const page = await request.get(`/api/gallery?project=${project}&limit=200`)
  const { cards }: { cards: { prompt: string }[] } = await page.json()
  prompts = cards.map(({ prompt }) => prompt)
})

test('words in English and in Chinese are found while they are typed, and counted', async ({ page }) => {
  await openGallery(page)
  const search = searchOf(page)
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await search.pressSequentially('lantern')
  await expectCount(page, having('lantern'))
  await expect(page).toHaveURL(`/gallery?project=${project}&q=lantern`)
  await expect(page.getByRole('status')).toContainText('found')
  await search.fill('红色灯笼')
  await expectCount(page, having('红色灯笼'))
  await search.fill('雨夜')
  await expectCount(page, having('雨夜'))
  await search.fill('fox -雨夜')
  await expectCount(page, prompts.filter((text) => text.includes('fox') && !text.includes('雨夜')).length)
  await search.press('Escape')
  await expect(search).toHaveValue('')
  await expectCount(page, prompts.length)
  await expect(page).toHaveURL(`/gallery?project=${project}`)
})

test('letters of an input method are not searched for before they are words', async ({ page }) => {
  await openGallery(page, '&rating=9')
  await expect(page.getByText('Left out of the address, as it says nothing here: rating=9')).toBeVisible()
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === '/api/gallery') asked.push(searchParams.get('q') ?? '')
  })
  await searchOf(page).focus()
  const keyboard = await page.context().newCDPSession(page)
  for (const text of ['d', 'de', 'deng', 'deng l', 'deng long'])
    await keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  await keyboard.send('Input.insertText', { text: '灯笼' })
  await expectCount(page, having('灯笼'))
  expect(new Set(asked)).toEqual(new Set(['灯笼']))
  // What the address said wrongly went with the first change.
  await expect(page).toHaveURL(`/gallery?project=${project}&q=${encodeURIComponent('灯笼')}`)
})

test('filters stand in the address: reload, back and forward bring each view again', async ({ page }) => {
  await openGallery(page)
  await openBy(menu(page, 'Picks'), dialog(page, 'Picks'))
  const picks = dialog(page, 'Picks')
  await expect(picks.getByRole('checkbox', { name: 'Picked' })).toBeFocused()
  const picked = await countBeside(picks.getByText('Picked', { exact: true }))
  await page.keyboard.press('Space')
  await expectCount(page, picked)
  await expect(page).toHaveURL(/pick=picked$/)
  await expectNoViolations(page, 'the gallery with an open filter menu')
  await page.keyboard.press('Escape')
  await expect(menu(page, 'Picks, 1 set')).toBeFocused()

  await openBy(menu(page, 'More'), dialog(page, 'More'))
  await dialog(page, 'More').getByRole('checkbox', { name: '16:9' }).check()
  await expect(page).toHaveURL(/pick=picked&ratio=16:9$/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Order: Newest first' }).click()
  await page.getByRole('menuitemradio', { name: 'Best rated' }).click()
  await expect(page).toHaveURL(/pick=picked&ratio=16:9&sort=best$/)
  const left = await shownCount(page)

  await page.reload()
  await expectCount(page, left)
  await expect(chip(page, 'Picked')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Order: Best rated' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Order: Newest first' })).toBeVisible()
  await page.goBack()
  await expect(chip(page, '16:9')).toBeHidden()
  await expectCount(page, picked)
  await page.goForward()
  await expect(chip(page, '16:9')).toBeVisible()

  await chip(page, 'Picked').click()
  await expect(chip(page, '16:9')).toBeFocused()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expectCount(page, prompts.length)
})

test.describe('a saved search', () => {
  // The name that is taken.
  test.use({ allowedErrors: [/status of 409/] })

  test('is saved, opened after a reload, renamed, deleted and brought back', async ({ page }) => {
    await openGallery(page)
    await searchOf(page).fill('雨夜')
    await expectCount(page, having('雨夜'))
    await openSaved(page)
    const panel = dialog(page, 'Saved searches')
    await panel.getByRole('textbox', { name: 'Save this view as' }).fill('Night rain')
    await page.keyboard.press('Enter')
    await expect(panel.getByRole('link', { name: 'Night rain' })).toBeVisible()
    await expectNoViolations(page, 'the saved searches')
    await panel.getByRole('textbox', { name: 'Save this view as' }).fill('night RAIN')
    await page.keyboard.press('Enter')
    await expect(panel.getByRole('alert')).toContainText(
      'There is a saved search called “Night rain” already.',
    )

    await openGallery(page)
    await openSaved(page)
    await panel.getByRole('link', { name: 'Night rain' }).click()
    await expectCount(page, having('雨夜'))
    await expect(searchOf(page)).toHaveValue('雨夜')

    await openSaved(page)
    await panel.getByRole('button', { name: 'Rename “Night rain”' }).click()
    await expect(panel.getByRole('textbox', { name: 'New name' })).toBeFocused()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('雨夜 in the rain')
    await page.keyboard.press('Enter')
    await panel.getByRole('button', { name: 'Delete “雨夜 in the rain”' }).click()
    await expect(panel.getByRole('link')).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await openSaved(page)
    await expect(panel.getByRole('link', { name: '雨夜 in the rain' })).toBeVisible()
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the filters are a sheet', async ({ page }) => {
    await openGallery(page)
    const sheet = dialog(page, 'Filters')
    await openBy(page.getByRole('button', { name: 'Filters' }), sheet)
    await sheet.getByRole('checkbox', { name: 'Rejected' }).check()
    await expect.poll(() => shownCount(page)).toBeLessThan(prompts.length)
    const cards = await shownCount(page)
    await expect(
      sheet.getByRole('button', { name: cards === 1 ? 'Show 1 clip' : `Show ${cards} clips` }),
    ).toBeVisible()
    await expectNoViolations(page, 'the sheet of filters')
    await sheet.getByRole('button', { name: /^Show/ }).click()
    await expect(sheet).toBeHidden()
    await expect(chip(page, 'Rejected')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Filters, 1 set' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})

const having = (part: string) => prompts.filter((text) => text.includes(part)).length
const searchOf = (page: Page) => page.getByRole('searchbox', { name: 'Search clips' })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const menu = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const chip = (page: Page, name: string) => page.getByRole('button', { name: `Remove the filter: ${name}` })

async function openGallery(page: Page, more = ''): Promise<void> {
  await page.goto(`/gallery?project=${project}${more}`)
  await expectCount(page, prompts.length)
  // The command behind `/` is the last that comes alive.
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(searchOf(page)).toBeFocused({ timeout: 500 })
  }).toPass()
  await searchOf(page).blur()
}

function openSaved(page: Page): Promise<void> {
  return openBy(page.getByRole('button', { name: 'Saved searches' }), dialog(page, 'Saved searches'))
}

async function expectCount(page: Page, count: number): Promise<void> {
  await expect(countOf(page)).toHaveText(count === 1 ? '1 clip' : `${count} clips`)
}

async function shownCount(page: Page): Promise<number> {
  return Number.parseInt((await countOf(page).textContent()) ?? '', 10)
}

const countOf = (page: Page): Locator =>
  page.getByRole('region', { name: 'Search and filters' }).getByText(/^\d+ clips?$/)

/** Of the row that says `label`. */
async function countBeside(label: Locator): Promise<number> {
  const count = label.locator('xpath=following-sibling::span')
  await expect(count).toHaveText(/^\d+$/)
  return Number(await count.textContent())
}
