import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { APIRequestContext, Locator, Page } from '@playwright/test'
import type { GalleryCard } from '#lib/api/gallery.ts'
import { insertSources } from '#lib/server/clips/source-store.ts'
import { openDatabase } from '#lib/server/database/database.ts'
import { readZip } from '#lib/server/testing/read-zip.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { openBy } from './open-by.ts'
import { seedClips } from './seeded-clips.ts'

/* What is done to many clips at once: all of it shown, sent, and taken back. Each story has clips of its own. */

const name = `many${Date.now().toString(36)}`
let project = ''
let cards: GalleryCard[] = []

test.beforeAll(async ({ request }) => {
  project = await createProject(request, `Actions ${Date.now()}`)
  await seedClips(process.env['STUDIO_DATA_DIR'] ?? '', { count: 40, name, projectId: project })
  cards = await read(request)
})

test('a range gets tags at once, and Undo takes them back', async ({ page, request }) => {
  await openGallery(page)
  const ids = idsOf(0, 5)
  await change(request, [
    { id: ids[0], addTags: ['rain'] },
    { id: ids[1], addTags: ['rain'] },
  ])
  await select(page, 0, 4)
  const dialog = page.getByRole('dialog', { name: 'Tags of 5 clips' })
  await openBy(bar(page).getByRole('button', { name: 'Tags…' }), dialog)
  await expect(dialog.getByRole('listitem').filter({ hasText: 'rain' })).toContainText('2 of 5')
  await page.keyboard.type('hero')
  await page.keyboard.press('Enter')
  await page.keyboard.type('ra')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('listitem').filter({ hasText: 'rain' })).toContainText('will be added to all')
  await expectNoViolations(page, 'the tags of a selection')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(notice(page)).toContainText('Tags changed on 5 clips')
  expect((await read(request)).slice(0, 5).map(({ tags }) => tags)).toEqual(ids.map(() => ['hero', 'rain']))
  await undo(page)
  await expect(notice(page)).toContainText('Undone: 5 clips')
  expect((await read(request)).slice(0, 5).map(({ tags }) => tags)).toEqual([['rain'], ['rain'], [], [], []])
})

test('stars and picks, by the bar and by keys, and back again', async ({ page, request }) => {
  await openGallery(page)
  await select(page, 5, 7)
  const before = said(await read(request), 5, 8)
  await bar(page).getByRole('button', { name: '4 stars' }).click()
  await expect(bar(page).getByRole('button', { name: '4 stars' })).toHaveAttribute('aria-pressed', 'true')
  await expect(card(page, 6)).toHaveAccessibleName(/4 stars/)
  await page.keyboard.press('p')
  await expect(notice(page)).toContainText('3 clips picked')
  await expect(bar(page).getByRole('button', { name: 'Pick', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  const after = await read(request)
  expect(after.slice(5, 8).every(({ rating, pick }) => rating === 4 && pick === 'picked')).toBe(true)
  await expectNoViolations(page, 'the bar under the cards')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(notice(page)).toContainText('Undone')
  expect((await read(request)).slice(5, 8).map(({ pick }) => pick)).toEqual(before.map(({ pick }) => pick))
})

test('into the bin and back, from the message and from the bin', async ({ page, request }) => {
  await openGallery(page)
  const [first = '', second = ''] = idsOf(8, 10)
  await select(page, 8, 9)
  await page.keyboard.press('Delete')
  await expect(notice(page)).toContainText('2 clips put in the bin')
  await expect(bar(page)).toBeHidden()
  await expect(card(page, 8)).not.toHaveAttribute('data-card', first)
  await undo(page)
  await expect(card(page, 8)).toHaveAttribute('data-card', first)
  await expect(card(page, 9)).toHaveAttribute('data-card', second)
  await expect(notice(page)).toContainText('Undone')

  await select(page, 8, 8)
  await bar(page).getByRole('button', { name: 'Move to the bin' }).click()
  await expect(notice(page)).toContainText('1 clip put in the bin')
  await openGallery(page, '&bin=1')
  await select(page, 0, 0)
  await expect(bar(page).getByRole('button', { name: 'Move to the bin' })).toBeHidden()
  await bar(page).getByRole('button', { name: 'Restore' }).click()
  await expect(notice(page)).toContainText('1 clip restored')
  await expect.poll(async () => (await read(request))[8]?.id).toBe(first)
})

test('what is in use says where before it goes', async ({ page, request }) => {
  const [source = '', user = ''] = idsOf(10, 12)
  await madeFrom(user, source)
  await openGallery(page)
  await select(page, 10, 10)
  const dialog = page.getByRole('dialog', { name: 'Move 1 clip to the bin?' })
  await page.keyboard.press('Delete')
  await expect(dialog.getByRole('link')).toHaveAttribute('href', `/clips/${user}`)
  await expect(dialog).toContainText('made with the clip')
  await expectNoViolations(page, 'a clip that is in use')
  await dialog.getByRole('button', { name: 'Keep them' }).press('Enter')
  await expect(dialog).toBeHidden()
  expect((await read(request))[10]?.id).toBe(source)
  await expect(bar(page)).toContainText('1 selected')
  await page.keyboard.press('Delete')
  await dialog.getByRole('button', { name: 'Move to the bin' }).click()
  await expect(notice(page)).toContainText('1 clip put in the bin')
  await undo(page)
  await expect(card(page, 10)).toHaveAttribute('data-card', source)
})

test('a clip goes to another project with all takes of its shot, and comes back', async ({
  page,
  request,
}) => {
  const other = `Spring ${Date.now()}`
  const otherId = await createProject(request, other)
  const index = cards.findIndex(
    ({ shotId }, at) => at > 12 && cards.filter((card) => card.shotId === shotId).length > 1,
  )
  const takes = cards.filter(({ shotId }) => shotId === cards[index]?.shotId)
  await openGallery(page)
  await select(page, index, index)
  const item = page.getByRole('menuitem', { name: other })
  await openBy(bar(page).getByRole('button', { name: 'Move to a project' }), item)
  await item.click()
  const message = new RegExp(`1 clip and \\d+ other takes? of their shots moved to ${other}`)
  await expect(notice(page)).toContainText(message)
  const moved = await read(request, otherId)
  expect(moved.map(({ id }) => id).sort()).toEqual(takes.map(({ id }) => id).sort())
  await undo(page)
  await expect(notice(page)).toContainText('Undone')
  expect(await read(request, otherId)).toEqual([])
  expect((await read(request)).map(({ id }) => id)).toEqual(cards.map(({ id }) => id))
})

test('a zip holds the originals byte for byte, their recipes and what they are', async ({
  page,
  request,
}) => {
  await openGallery(page)
  await select(page, 0, 2)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar(page).getByRole('button', { name: 'Download as a zip' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^Actions \d+ - 3 clips\.zip$/)
  const files = readZip(await readFile(await download.path()))
  const manifest = Object(JSON.parse(files.get('manifest.json')?.toString() ?? ''))
  expect(manifest.clips.map(({ id }: { id: string }) => id).sort()).toEqual(idsOf(0, 3).toSorted())
  expect([manifest.leftOut, files.size]).toEqual([[], 7])
  for (const { id, file, recipe } of manifest.clips) {
    const clip = cards.find((card) => card.id === id)
    const original = await request.get(`/api/media/${clip?.clip?.mediaId}`)
    expect(files.get(file)?.equals(await original.body())).toBe(true)
    const { recipe: told } = JSON.parse(files.get(recipe)?.toString() ?? '')
    const { recipe: wanted } = await (await request.get(`/api/generations/${id}`)).json()
    expect(told).toMatchObject({ model: wanted.model, settings: wanted.settings })
  }
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the bar lies at the bottom, within reach of a thumb', async ({ page }) => {
    await openGallery(page)
    const { x = 0, y = 0, width = 0 } = (await card(page, 0).boundingBox()) ?? {}
    const touch = await page.context().newCDPSession(page)
    const point = { x: x + width / 2, y: y + 40 }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
    await expect(bar(page)).toBeVisible()
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expect(bar(page)).toContainText('1 selected')
    const buttons = bar(page).getByRole('button')
    for (const button of await buttons.filter({ visible: true }).all()) {
      const size = await button.boundingBox()
      expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44)
    }
    const box = await bar(page).boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(844)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    const item = page.getByRole('menuitem', { name: 'Move to the bin' })
    await openBy(bar(page).getByRole('button', { name: 'More to do with them' }), item)
  })
})

const bar = (page: Page) => page.getByRole('region', { name: 'Selected clips' })
const notice = (page: Page) => page.locator('[data-sonner-toast]').last()
const undo = (page: Page) => notice(page).getByRole('button', { name: 'Undo' }).click()
const card = (page: Page, index: number): Locator =>
  page.locator(`.gallery-row:not([hidden]) [data-index="${index}"]`)
const idsOf = (from: number, to: number) => cards.slice(from, to).map(({ id }) => id)
const said = (of: readonly GalleryCard[], from: number, to: number) =>
  of.slice(from, to).map(({ rating, pick }) => ({ rating, pick }))

async function openGallery(page: Page, more = ''): Promise<void> {
  await page.goto(`/gallery?project=${project}${more}`)
  // The commands come last.
  const keys = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(async () => {
    await page.keyboard.press('?')
    await expect(keys).toBeVisible({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('Escape')
}

async function select(page: Page, from: number, to: number): Promise<void> {
  await card(page, from).click()
  if (to > from) await card(page, to).click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText(`${to - from + 1} selected`)
}

/** Newest first. */
async function read(request: APIRequestContext, of = project): Promise<GalleryCard[]> {
  const answer = await (await request.get(`/api/gallery?project=${of}&limit=200`)).json()
  return answer.cards
}

async function change(request: APIRequestContext, changes: object[]): Promise<void> {
  const answer = await request.post('/api/clips/changes', { data: { changes } })
  expect(answer.status()).toBe(200)
}

async function createProject(request: APIRequestContext, projectName: string): Promise<string> {
  const answer = await request.post('/api/projects', { data: { name: projectName } })
  return (await answer.json()).id
}

/** As generating with the clip as a reference writes it down. */
async function madeFrom(id: string, source: string): Promise<void> {
  const database = await openDatabase({
    path: join(process.env['STUDIO_DATA_DIR'] ?? '', 'seedreel.sqlite'),
  })
  await database.transaction((transaction) =>
    insertSources(transaction, [{ generation_id: id, source_id: source, kind: 'clip' }]),
  )
  await database.close()
}
