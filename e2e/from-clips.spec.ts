import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { makePhoto, makeVideo } from '#lib/server/testing/sample-media.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { openBy } from './open-by.ts'
import { editorOf } from './prompt-page.ts'

/** Seconds per frame. */
const FRAME = 1 / 24

let directory: string
const file = (name: string) => join(directory, name)

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-clips-'))
  await makePhoto(file('pier.jpg'), { width: 900, height: 600, seed: 5 })
  await makeVideo(file('sail.mp4'), { width: 864, height: 496, seconds: 3 })
})
test.afterAll(() => rm(directory, { recursive: true, force: true }))

/** One clip for all of these stories: the first makes it. */
test.beforeEach(async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('/')
  const editor = await editorOf(page)
  if (await theTake(page).count()) return
  await page.getByRole('radio', { name: '480p' }).check({ force: true })
  await editor.click()
  await editor.pressSequentially('A windmill turns in the storm')
  await page.getByRole('button', { name: 'Generate' }).click()
  await expect(theTake(page).getByRole('button', { name: /^Play/ })).toBeVisible({ timeout: 120_000 })
  await page.evaluate(() => localStorage.clear())
  await page.evaluate(() => window.addEventListener('pagehide', () => localStorage.clear()))
  await page.reload()
  await editorOf(page)
})

test('the frame that is shown becomes the first frame, pixel by pixel', async ({ page }) => {
  await play(page)
  const dialog = page.getByRole('dialog')
  const video = dialog.locator('video')
  await expect.poll(() => video.evaluate((clip: HTMLVideoElement) => clip.currentTime)).toBeGreaterThan(0.6)
  const answer = page.waitForResponse((response) => response.url().endsWith('/frame'))
  await dialog.getByRole('button', { name: 'Use this frame' }).click()
  await expect(video).toHaveJSProperty('paused', true)
  await expectNoViolations(page, 'use this frame')
  // What the person sees when choosing.
  const shown = await video.evaluate(pixelsOf)
  await page.getByRole('menuitem', { name: 'As first frame' }).click()
  const sent = (await answer).request().postDataJSON()
  const media = await (await answer).json()
  expect(media).toMatchObject({ kind: 'image', format: 'png', width: 864, height: 496 })
  await expect(dialog).toHaveCount(0)
  await expect(card(page, /^take-\d+-at-/)).toContainText('First frame')
  await expect(page.getByText('First frame to video')).toBeVisible()

  const clipId = (await answer).url().split('/').at(-2) ?? ''
  const differences = await Promise.all(
    [-1, 0, 1].map(async (offset) => {
      const time = Math.max(0, sent.time + offset * FRAME)
      const frame = await page.request.post(`/api/media/${clipId}/frame`, {
        data: { time },
        headers: { origin: new URL(page.url()).origin },
      })
      return difference(shown, await picturePixels(page, (await frame.json()).url))
    }),
  )
  // The browser's own conversion to RGB is a little different; its neighbours are more so.
  expect(differences[1]).toBeLessThan(4)
  expect(differences[1]).toBeLessThan(Math.min(differences[0] ?? 0, differences[2] ?? 0))
})

test('a take dragged into the composer becomes a reference clip', async ({ page }) => {
  const take = theTake(page)
  const transfer = await page.evaluateHandle(() => new DataTransfer())
  await take.dispatchEvent('dragstart', { dataTransfer: transfer })
  await expect(async () => {
    await page.dispatchEvent('main', 'dragenter', { dataTransfer: transfer })
    await expect(page.locator('[data-drop-target="reference"]')).toBeVisible({ timeout: 500 })
  }).toPass()
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('[data-drop-target="reference"]', event, { dataTransfer: transfer })
  await take.dispatchEvent('dragend', { dataTransfer: transfer })
  await expect(card(page, /^take-\d+$/)).toContainText('Reference clip')
  await expect(page.getByText('References · 1 clip')).toBeVisible()
})

test('the menu of a take puts its clip to use, with the model that can', async ({ page }) => {
  await openMore(page)
  expect((await page.getByRole('menuitem').allInnerTexts()).slice(0, 4)).toEqual([
    'Use as reference',
    'Use last frame as reference',
    'Edit this clip',
    'Extend this clip',
  ])
  await expectNoViolations(page, 'menu of a take')
  // 2.0 is asked in the prompt.
  await page.getByRole('menuitem', { name: 'Extend this clip' }).press('Enter')
  const editor = await editorOf(page)
  await expect(editor).toContainText(/Extend @take-\d+.*: /)
  await expect(editor).toBeFocused()
  await expect(card(page, /^take-\d+$/)).toContainText('Reference clip')
})

test('editing a clip changes to a model that can, locks what the clip settles, and goes back', async ({
  page,
}) => {
  await chooseModel(page, 'Seedance 1.0 Pro')
  await openMore(page)
  const edit = page.getByRole('menuitem', { name: /^Edit this clip/ })
  await expect(edit).toContainText('Changes the model to Seedance 2.5')
  await edit.click()
  const notice = page.getByRole('status').filter({ hasText: 'Undo' })
  await expect(notice).toContainText('The model is now Seedance 2.5: Seedance 1.0 Pro can’t edit clips.')
  await expect(page.getByRole('button', { name: 'Mode: Edit a clip' })).toBeVisible()
  const settings = page.getByRole('region', { name: 'Settings' })
  await expect(settings).toContainText('As long as the clip')
  await expect(settings).toContainText('Set by the clip that Seedance 2.5 edits')
  await expectNoViolations(page, 'edit')
  await notice.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Model: Seedance 1.0 Pro' })).toBeVisible()
})

test('2.5 edits and extends, as the sandbox renders it', async ({ page }) => {
  await chooseModel(page, 'Seedance 2.5')
  await openMore(page)
  await page.getByRole('menuitem', { name: 'Extend this clip' }).click()
  await expect(page.getByRole('button', { name: 'Mode: Extend a clip' })).toBeVisible()
  const settings = page.getByRole('region', { name: 'Settings' })
  await expect(settings).toContainText('Length to add')
  await expect(settings).toContainText('after 5 s of clip, priced too')
  await page.getByRole('slider', { name: 'Length to add' }).press('Home')
  await page.getByRole('radio', { name: '480p' }).check({ force: true })
  await (await editorOf(page)).pressSequentially('The storm calms')
  const extended = await generate(page, { mode: 'extend', duration: 4 })
  expect(extended).toBe(4)

  // Where two modes are possible the person chooses.
  await page.getByRole('button', { name: 'Mode: Extend a clip' }).click()
  await page.getByRole('menuitemradio', { name: /Edit a clip/ }).click()
  await expect(settings).toContainText('As long as the clip')
  await generate(page, { mode: 'edit', duration: -1 })
})

test('gemini-omni makes from text, from references and from a clip', async ({ page }) => {
  await chooseModel(page, 'Gemini Omni')
  await (await editorOf(page)).pressSequentially('A lighthouse in the snow')
  await expect(page.getByText('Text to video')).toBeVisible()
  await page.getByRole('slider', { name: 'Length' }).press('Home')
  expect(await requestOf(page)).toMatchObject({ model: 'gemini-omni', mode: 't2v', duration: 4 })
  await page.getByLabel('Choose files').setInputFiles([file('pier.jpg')])
  await expect(card(page, /^pier$/)).toContainText(/\d+×\d+/)
  expect(await requestOf(page)).toMatchObject({ mode: 'r2v', content: [{}, { type: 'image_url' }] })
  await openMore(page, theTake(page))
  await page.getByRole('menuitem', { name: 'Edit this clip' }).click()
  await expect(page.getByRole('button', { name: 'Mode: Edit a clip' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Settings' })).toContainText(
    'Set by the clip that Gemini Omni edits',
  )
  await generate(page, { mode: 'edit' })
})

test('Continue begins with the last frame alone, and Undo brings the others back', async ({ page }) => {
  await page.getByLabel('Choose files').setInputFiles([file('pier.jpg')])
  await expect(card(page, /^pier$/)).toContainText(/\d+×\d+/)
  await theTake(page).getByRole('button', { name: 'Continue' }).click()
  await expect(card(page, /^last-frame-of-take-\d+$/)).toContainText('First frame')
  await expect(card(page, /^pier$/)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(card(page, /^pier$/)).toBeVisible()
  await expect(card(page, /^last-frame/)).toHaveCount(0)
})

test('files are picked from the library by keyboard, as many as there are places for', async ({ page }) => {
  await page.getByLabel('Choose files').setInputFiles([file('pier.jpg'), file('sail.mp4')])
  for (const name of ['pier', 'sail']) {
    await expect(card(page, new RegExp(`^${name}$`))).toContainText(/\d+×\d+/)
    await page.getByRole('button', { name: `Remove ${name}` }).click()
  }
  await chooseModel(page, 'Gemini Omni')
  await page.getByRole('button', { name: 'Library' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'From the library' })
  const files = dialog.getByRole('option')
  await expect(files.filter({ hasText: 'pier.jpg' })).toBeVisible()
  await expectNoViolations(page, 'library')

  await dialog.getByRole('searchbox', { name: 'Search by name' }).fill('WINDMILL')
  await expect(files.filter({ hasText: 'pier.jpg' })).toHaveCount(0)
  const clip = files.filter({ hasText: /windmill turns in.* take \d+\.mp4/ }).last()
  await clip.focus()
  await page.keyboard.press('Space')
  await expect(clip).toHaveAttribute('aria-selected', 'true')
  await expect(dialog.getByRole('status')).toHaveText('1 chosen')

  // It takes one clip, so the others are closed now and say why.
  await dialog.getByRole('searchbox').fill('')
  await dialog.getByRole('radio', { name: 'Clips' }).check({ force: true })
  const sail = files.filter({ hasText: 'sail.mp4' })
  await expect(sail).toHaveAttribute('aria-disabled', 'true')
  await expect(sail).toHaveAccessibleName(/Gemini Omni has no place for this one/)
  await sail.press('Enter')
  await expect(dialog.getByRole('status')).toHaveText('1 chosen')
  await dialog.getByRole('radio', { name: 'Pictures' }).check({ force: true })
  await files.filter({ hasText: 'pier.jpg' }).press('Enter')
  await expect(dialog.getByRole('status')).toHaveText('2 chosen')
  await dialog.getByRole('button', { name: 'Add 2' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(card(page, /^A-windmill-turns-in-the-take-\d+$/)).toContainText('Reference clip')
  await expect(card(page, /^pier$/)).toContainText('Reference')
})

test('nothing found is said with what was looked for', async ({ page }) => {
  await page.getByRole('button', { name: 'Library' }).click()
  const dialog = page.getByRole('dialog', { name: 'From the library' })
  await dialog.getByRole('searchbox').fill('no such name')
  await expect(dialog).toContainText('Nothing is called “no such name”.')
})

test('a draft of 1.5 pro becomes a final at the resolution that is chosen', async ({ page }) => {
  await chooseModel(page, 'Seedance 1.5 Pro')
  await (await editorOf(page)).pressSequentially('A paper boat on a puddle')
  await page.getByText('Advanced').click()
  await page.getByRole('switch', { name: /^Draft/ }).check({ force: true })
  await page.getByRole('slider', { name: 'Length' }).press('Home')
  expect(await generate(page, { mode: 't2v', duration: 4 })).toBe(4)
  const draft = page.getByRole('article').filter({ hasText: 'A paper boat on a puddle' }).first()
  const answer = page.waitForResponse(
    (response) => response.url().endsWith('/api/generations') && response.request().method() === 'POST',
  )
  await draft.getByRole('button', { name: 'Make the final' }).click()
  await page.getByRole('menuitem', { name: /^480p/ }).click()
  const [{ mode, recipe }] = (await (await answer).json()).generations
  expect([mode, recipe.settings.resolution]).toEqual(['draft_final', '480p'])
  const final = page.getByRole('article').filter({ hasText: 'A paper boat on a puddle' }).first()
  await expect(final.getByRole('button', { name: /^Play/ })).toBeVisible({ timeout: 90_000 })
})

/** The first of all: the newest ones stand before it. */
function theTake(page: Page): Locator {
  return page
    .getByRole('region', { name: 'Takes' })
    .getByRole('article')
    .filter({ hasText: 'A windmill turns' })
    .last()
}

function card(page: Page, name: RegExp): Locator {
  const row = page.getByRole('region', { name: 'References' }).getByRole('listitem')
  return row.filter({
    has: page.getByRole('textbox', { name: new RegExp(`^Name of ${name.source.replace('^', '')}`) }),
  })
}

async function play(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await openBy(theTake(page).getByRole('button', { name: /^Play/ }), dialog)
}

async function openMore(page: Page, take = theTake(page)): Promise<void> {
  await openBy(take.getByRole('button', { name: 'More actions' }), page.getByRole('menuitem').first())
}

async function chooseModel(page: Page, label: string): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Choose a model' })
  await openBy(page.getByRole('button', { name: /^Model: / }), grid)
  await grid
    .getByRole('row')
    .filter({ has: page.getByText(label, { exact: true }) })
    .click()
  await expect(page.getByRole('button', { name: `Model: ${label}` })).toBeVisible()
}

/** Presses Generate and waits for the clip. Answers with its length in whole seconds. */
/** The exact request as it would be sent now. */
async function requestOf(page: Page): Promise<unknown> {
  const json = page.getByRole('dialog', { name: 'Exact request' }).getByRole('region', { name: 'JSON' })
  await openBy(page.getByRole('button', { name: 'Request', exact: true }), json)
  const request: unknown = JSON.parse((await json.textContent()) ?? '')
  await page.keyboard.press('Escape')
  return request
}

async function generate(page: Page, wanted: { mode: string; duration?: number }): Promise<number> {
  const answer = page.waitForResponse(
    (response) => response.url().endsWith('/api/generations') && response.request().method() === 'POST',
  )
  await page.getByRole('button', { name: 'Generate' }).click()
  const { generations } = await (await answer).json()
  const [{ id, mode, recipe }] = generations
  expect(mode).toBe(wanted.mode)
  if (wanted.duration !== undefined) expect(recipe.settings.duration).toBe(wanted.duration)
  let made: { state: string; clip?: { duration: number } } = { state: '' }
  await expect
    .poll(
      async () => {
        made = await (await page.request.get(`/api/generations/${id}`)).json()
        return made.state
      },
      { timeout: 90_000 },
    )
    .toBe('succeeded')
  return Math.round(made.clip?.duration ?? 0)
}

/** What is on the screen, small enough to be compared at once. */
function pixelsOf(source: HTMLVideoElement): number[] {
  const canvas = document.createElement('canvas')
  canvas.width = 288
  canvas.height = 165
  const context = canvas.getContext('2d')
  context?.drawImage(source, 0, 0, canvas.width, canvas.height)
  return Array.from(context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])
}

async function picturePixels(page: Page, address: string): Promise<number[]> {
  return page.evaluate(async (src) => {
    const image = new Image()
    image.src = src
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = 288
    canvas.height = 165
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return Array.from(context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])
  }, address)
}

/** Mean of the absolute differences, 0 … 255. */
function difference(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length
}
