import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { startStudio, type StudioProcess } from '#lib/server/testing/studio-process.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { draftOf, editorOf } from './prompt-page.ts'

/* Recipes out of the studio and in again, what was sent before, and what the team has ready. */

test.describe.configure({ mode: 'serial' })
// A studio of its own, into whose data it looks.
// A name that is taken is a 409, which Chromium writes to the console.
test.use({ storageState: { cookies: [], origins: [] }, allowedErrors: [/409 \(Conflict\)/] })

let directory: string
let dataDir: string
let studio: StudioProcess
let fox: string
let exported: string
let clip: string

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-recipes-'))
  dataDir = join(directory, 'data')
  fox = join(directory, 'IMG_1 (fox).jpg')
  exported = join(directory, 'recipe.json')
  clip = join(directory, 'clip.mp4')
  await makePhoto(fox, { width: 1200, height: 800, seed: 3 })
  studio = await startStudio({ dataDir, settings: { SANDBOX_SPEED: '0' } })
})
test.afterAll(async () => {
  await studio.stop()
  await rm(directory, { recursive: true, force: true, maxRetries: 3 })
})

test('a recipe leaves as a file', async ({ page }) => {
  await open(page)
  await page.setInputFiles('input[type=file][multiple]', fox)
  const name = page.getByRole('textbox', { name: /^Name of/ })
  await name.fill('fox')
  await name.press('Enter')
  await page.getByRole('button', { name: /^Role of fox/ }).click()
  await page.getByRole('menuitemradio', { name: /^Reference/ }).click()
  await page.getByRole('radio', { name: '480p' }).check({ force: true })
  const prompt = await editorOf(page)
  await prompt.click()
  await prompt.pressSequentially('Snow & <wind>, @fo')
  await page.getByRole('option', { name: /fox/ }).waitFor()
  await prompt.press('Enter')
  await prompt.pressSequentially('runs “fast”')
  await expect.poll(async () => (await draftOf(page))?.prompt).toHaveLength(3)
  await expect.poll(async () => whole(page)).toMatchObject({ references: [{ mediaId: expect.any(String) }] })
  const saved = page.waitForEvent('download')
  await choose(page, 'Export recipe')
  const file = await saved
  expect(file.suggestedFilename()).toBe('Snow & wind , fox runs “fast” - recipe.json')
  await file.saveAs(exported)
  const json = await readFile(exported, 'utf8')
  expect(json).not.toMatch(/med_|ref_|gen_|team_|\/api\//)
  expect(JSON.parse(json)).toMatchObject({
    format: 'seedreel-recipe',
    version: 1,
    recipe: {
      prompt: [{ text: 'Snow & <wind>, ' }, { mention: '1' }, { text: ' runs “fast”' }],
      references: [{ name: 'fox', fileName: 'IMG_1 (fox).jpg', sha256: await hashOf(fox) }],
      settings: { resolution: '480p' },
    },
  })
})

test('and comes back by file, by drop and by the clipboard', async ({ browser }) => {
  const ways: Record<string, (page: Page) => Promise<void>> = {
    file: async (page) => {
      await page.setInputFiles('input[type=file][accept*=json]', exported)
    },
    drop: (page) => drop(page, exported, 'application/json'),
    clipboard: async (page) => {
      await (await editorOf(page)).click()
      await paste(page, await readFile(exported, 'utf8'))
    },
  }
  for (const [way, bring] of Object.entries(ways)) {
    await inCleanBrowser(browser, async (page) => {
      await bar(page)
      await bring(page)
      await expect(page.locator('[data-chip]')).toHaveText([/^@fox/])
      await expect(page.getByRole('radio', { name: '480p' })).toBeChecked()
      await expectRestored(page, way)
      await expect(page.getByText('The recipe is in the composer')).toBeVisible()
    })
  }
})

test('what is no recipe is refused in words and changes nothing', async ({ page }) => {
  await open(page)
  const prompt = await editorOf(page)
  await prompt.fill('What I write')
  await bar(page)
  const wrong = join(directory, 'wrong.json')
  for (const [text, words] of [
    ['{"a":1}', 'This is not a Seedreel recipe'],
    ['{"format":"seedreel-recipe","version":9}', 'A newer Seedreel has written this recipe'],
    ['{"format":"seedreel-recipe","version":1,"recipe":{"model":7}}', 'damaged at “recipe.model”'],
  ] as const) {
    await writeFile(wrong, text)
    await page.setInputFiles('input[type=file][accept*=json]', wrong)
    await expect(page.getByText(words)).toBeVisible()
  }
  await expect(prompt).toHaveText('What I write')
})

test('a download carries its recipe, and plays like the original', async ({ page }) => {
  test.setTimeout(120_000)
  await open(page)
  await bar(page)
  await page.setInputFiles('input[type=file][accept*=json]', exported)
  await expect(page.locator('[data-chip]')).toHaveText([/^@fox/])
  await page.getByRole('button', { name: 'Generate' }).click()
  const take = page.getByRole('region', { name: 'Takes' }).getByRole('article').first()
  const link = take.getByRole('link', { name: 'Download' })
  await expect(link).toBeVisible({ timeout: 90_000 })
  const saved = page.waitForEvent('download')
  await link.click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^Snow & wind .* take 1 - Seedance.*\.mp4$/)
  await file.saveAs(clip)
  const copy = await readFile(clip)
  const original = await originalOf(page)
  expect(copy.subarray(0, original.byteLength).equals(original)).toBe(true)
  expect(copy.byteLength).toBeGreaterThan(original.byteLength)
  const frames = await page.evaluate(framesOf, [
    original.toString('base64'),
    copy.toString('base64'),
  ] as const)
  expect(frames[0]).toMatch(/^data:image\/png/)
  expect(frames[1]).toBe(frames[0])
})

test('such a clip, dropped elsewhere, restores everything; one press brings back what was there', async ({
  browser,
}) => {
  await inCleanBrowser(browser, async (page) => {
    const prompt = await editorOf(page)
    await prompt.fill('What I write')
    await drop(page, clip, 'video/mp4')
    const offer = page.getByRole('dialog', { name: 'This clip carries its recipe' })
    await expect(offer).toContainText('Snow & <wind>, @fox runs “fast”')
    await expectNoViolations(page, 'the offer of a recipe')
    await offer.getByRole('button', { name: 'Cancel' }).click()
    await expect(prompt).toHaveText('What I write')
    await drop(page, clip, 'video/mp4')
    await offer.getByRole('button', { name: 'Restore the recipe' }).press('Enter')
    await expect(page.locator('[data-chip]')).toHaveText([/^@fox/])
    await expectRestored(page, 'clip')
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(prompt).toHaveText('What I write')
    await expect(page.locator('[data-chip]')).toHaveCount(0)
  })
})

test('or becomes a reference, without the recipe in it', async ({ browser }) => {
  await inCleanBrowser(browser, async (page) => {
    await editorOf(page)
    await drop(page, clip, 'video/mp4')
    await page.getByRole('button', { name: 'Use it as a reference' }).click()
    const sha256 = createHash('sha256')
      .update(await originalOf(page))
      .digest('hex')
    await expect.poll(() => whole(page)).toMatchObject({ references: [{ kind: 'video', media: { sha256 } }] })
  })
})

test('back through what was sent, and to what was being written, without a word to the server', async ({
  page,
}) => {
  test.setTimeout(90_000)
  await open(page)
  const prompt = await editorOf(page)
  const takes = page.getByRole('region', { name: 'Takes' }).getByRole('article')
  const before = await takes.count()
  for (const [index, text] of ['A red kite', 'A blue kite'].entries()) {
    await prompt.fill(text)
    await page.getByRole('button', { name: 'Generate' }).click()
    await expect(takes).toHaveCount(before + index + 1)
  }
  await prompt.fill('A green kite, unsent')
  const place = (await bar(page)).getByRole('status')
  const asked: string[] = []
  page.on('request', (request) => {
    if (/\/api\/(generations|recipes)/.test(request.url())) asked.push(request.url())
  })
  await prompt.press('Alt+ArrowUp')
  await expect(prompt).toHaveText('A blue kite')
  await expect(place).toHaveText(/^1 of \d+$/)
  await prompt.press('Alt+ArrowUp')
  await expect(prompt).toHaveText('A red kite')
  await expect(place).toHaveText(/^2 of \d+$/)
  await prompt.press('End')
  await prompt.pressSequentially(' at dusk')
  await expect(place).toHaveText('')
  await prompt.press('Alt+ArrowUp')
  await expect(page.locator('[data-chip]')).toHaveText([/^@fox/])
  await prompt.press('Alt+ArrowDown')
  await expect(prompt).toHaveText('A red kite at dusk')
  await page.getByRole('button', { name: 'Later recipe' }).click()
  await expect(prompt).toHaveText('A blue kite')
  expect(asked).toEqual([])
  await expect.poll(async () => (await draftOf(page))?.prompt).toEqual([{ text: 'A blue kite' }])
  await page.reload()
  await expect(await editorOf(page)).toHaveText('A blue kite')
  await (await bar(page)).getByRole('button', { name: 'Later recipe' }).click()
  await expect(prompt).toHaveText('A green kite, unsent')
})

test('a preset is saved, clashes by name, is applied and undone, deleted and brought back', async ({
  page,
  browser,
}) => {
  await open(page)
  await editorOf(page)
  // The settings come alive a moment after the words; a choice made before is taken over, which a check may see as undone.
  await expect(() => page.getByRole('radio', { name: '480p' }).check({ force: true, timeout: 2000 })).toPass()
  await page.getByRole('radio', { name: '9:16' }).check({ force: true })
  const panel = await openPanel(page, 'Presets')
  await expect(panel).toContainText('the whole team can use them')
  const name = panel.getByRole('textbox', { name: 'Save the present settings as' })
  await name.fill('Night shots')
  await name.press('Enter')
  await expect(panel.getByRole('button', { name: /^Night shots/ })).toContainText('480p · 9:16')
  await expectNoViolations(page, 'presets')
  await name.fill('night SHOTS')
  await panel.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(panel.getByRole('alert')).toContainText('“Night shots”')
  await expect(name).toHaveValue('night SHOTS')
  await page.keyboard.press('Escape')

  await inCleanBrowser(browser, async (colleague) => {
    await editorOf(colleague)
    const theirs = await openPanel(colleague, 'Presets')
    await theirs.getByRole('button', { name: /^Night shots/ }).press('Enter')
    await expect(colleague.getByText('The preset “Night shots” is applied.')).toBeVisible()
    await expect(colleague.getByRole('radio', { name: '480p' })).toBeChecked()
    await expect(colleague.getByRole('radio', { name: '9:16' })).toBeChecked()
    await colleague.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(colleague.getByRole('radio', { name: '480p' })).not.toBeChecked()
  })

  const again = await openPanel(page, 'Presets')
  await again.getByRole('button', { name: 'Rename “Night shots”' }).click()
  await again.getByRole('textbox', { name: 'New name' }).fill('Night')
  await again.getByRole('textbox', { name: 'New name' }).press('Enter')
  await again.getByRole('button', { name: 'Delete “Night”' }).click()
  await expect(again.getByRole('button', { name: /^Night/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect((await openPanel(page, 'Presets')).getByRole('button', { name: /^Night/ })).toBeVisible()
})

test('a template is written once and filled in with Tab', async ({ page }) => {
  await open(page)
  const prompt = await editorOf(page)
  await prompt.fill('A {subject} walks through {place} at dusk')
  const panel = await openPanel(page, 'Templates')
  const name = panel.getByRole('textbox', { name: 'Save the prompt as' })
  await name.fill('Walk')
  await name.press('Enter')
  await expect(panel.getByRole('button', { name: /^Walk/ })).toContainText('{subject} walks')
  await page.keyboard.press('Escape')
  await prompt.fill('')
  await (await openPanel(page, 'Templates')).getByRole('button', { name: /^Walk/ }).press('Enter')
  await expect(prompt).toBeFocused()
  await expect(page.getByText('The prompt still says {subject}, {place}.')).toBeVisible()
  await page.keyboard.type('grey heron')
  await page.keyboard.press('Tab')
  await page.keyboard.type('reeds')
  await expect(prompt).toHaveText('A grey heron walks through reeds at dusk')
  await expect(page.getByText('The prompt still says')).toBeHidden()
  // Nothing is left to fill in: Tab leaves the field, as everywhere.
  await page.keyboard.press('Tab')
  await expect(prompt).not.toBeFocused()
})

test('a file that is gone is named, and chosen again its mention is whole', async ({ browser }) => {
  const database = new Database(join(dataDir, 'seedreel.sqlite'))
  expect(database.prepare('delete from media where sha256 = ?').run(await hashOf(fox)).changes).toBe(1)
  database.close()
  await inCleanBrowser(browser, async (page) => {
    await editorOf(page)
    await drop(page, clip, 'video/mp4')
    await page.getByRole('button', { name: 'Restore the recipe' }).click()
    await expect(page.getByText('Not in this studio: fox (IMG_1 (fox).jpg)')).toBeVisible()
    const card = page.locator('[data-reference="0"]')
    await expect(card).toContainText('The recipe’s file isn’t in this studio')
    await expect(page.getByText('fox has no file yet')).toBeVisible()
    await expect(page.locator('[data-chip]')).toHaveText([/^@fox/])
    await expectNoViolations(page, 'a missing file')
    const chooser = page.waitForEvent('filechooser')
    await card.getByRole('button', { name: 'Choose' }).click()
    await (await chooser).setFiles(fox)
    await expect(card).not.toContainText('isn’t in this studio')
    await expect(card).toContainText('1200×800')
    await expect(page.getByText('fox has no file yet')).toBeHidden()
    await expectRestored(page, 'chosen again')
  })
})

async function open(page: Page): Promise<void> {
  await page.goto(studio.ownerLink)
}

/** As a colleague at another machine, with nothing stored. */
async function inCleanBrowser(browser: Browser, story: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  try {
    const page = await context.newPage()
    await open(page)
    await story(page)
  } finally {
    await context.close()
  }
}

/** The row of recipes, once it has come. */
async function bar(page: Page): Promise<Locator> {
  const group = page.getByRole('group', { name: 'Recipe' })
  await group.waitFor()
  return group
}

async function choose(page: Page, item: string): Promise<void> {
  await (await bar(page)).getByRole('button', { name: 'More with this recipe' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function openPanel(page: Page, name: 'Presets' | 'Templates'): Promise<Locator> {
  const panel = page.getByRole('dialog', { name })
  if (!(await panel.isVisible())) await (await bar(page)).getByRole('button', { name }).click()
  await expect(panel).toBeVisible()
  return panel
}

async function whole(page: Page): Promise<unknown> {
  return draftOf(page)
}

/** The draft holds what the exported file says, and its mention points at its reference. */
async function expectRestored(page: Page, way: string): Promise<void> {
  const { recipe } = JSON.parse(await readFile(exported, 'utf8'))
  await expect
    .poll(async () => {
      const draft = Object(await whole(page))
      const [reference] = draft.references ?? []
      return {
        model: draft.model,
        prompt: draft.prompt?.map((part: object) =>
          'mention' in part ? { mention: part.mention === reference?.id ? '1' : 'lost' } : part,
        ),
        settings: draft.settings,
        file: [reference?.name, reference?.kind, reference?.role, reference?.media?.sha256],
      }
    }, way)
    .toEqual({
      model: recipe.model,
      prompt: recipe.prompt,
      settings: recipe.settings,
      file: ['fox', 'image', 'reference_image', recipe.references[0].sha256],
    })
}

async function originalOf(page: Page): Promise<Buffer> {
  const list = Object(await (await page.request.get(`${studio.origin}/api/generations?limit=200`)).json())
  const made = list.generations.findLast((one: { clip?: object }) => one.clip)
  return (await page.request.get(`${studio.origin}${made.clip.videoUrl}`)).body()
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

/** A real drop: a DataTransfer with a File, as a browser fires it. */
async function drop(page: Page, path: string, type: string): Promise<void> {
  const base64 = (await readFile(path)).toString('base64')
  const transfer = await page.evaluateHandle(
    ({ base64: encoded, name, type: mime }) => {
      const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], name, { type: mime }))
      return data
    },
    { base64, name: path.split('/').at(-1) ?? '', type },
  )
  await page.dispatchEvent('main', 'dragenter', { dataTransfer: transfer })
  const layer = page.locator('[data-drop-layer]')
  await layer.waitFor()
  await layer.dispatchEvent('dragover', { dataTransfer: transfer })
  await layer.dispatchEvent('drop', { dataTransfer: transfer })
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}

/** One frame of the middle of each clip, as Chromium draws it. */
async function framesOf(clips: readonly string[]): Promise<string[]> {
  return Promise.all(
    clips.map(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const video = document.createElement('video')
      video.muted = true
      video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }))
      await new Promise((resolve, reject) => {
        video.addEventListener('seeked', resolve, { once: true })
        video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
        video.currentTime = 2
      })
      const canvas = document.createElement('canvas')
      canvas.width = video.videoWidth
      canvas.height = video.videoHeight
      canvas.getContext('2d')?.drawImage(video, 0, 0)
      return canvas.toDataURL()
    }),
  )
}
