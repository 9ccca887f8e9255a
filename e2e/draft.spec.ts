import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { OWNER_STATE } from '../playwright.config.ts'
import { expect, test } from './fixtures.ts'
import { draftOf, editorOf, expectPrompt } from './prompt-page.ts'

/*
 * What somebody has written is theirs: it outlives the page, its process and the browser, and a second tab on the same project.
 */

let directory: string
let photo: string

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-draft-'))
  photo = join(directory, 'harbour.jpg')
  await makePhoto(photo, { width: 1200, height: 800, seed: 11 })
})
test.afterAll(() => rm(directory, { recursive: true, force: true, maxRetries: 3 }))

test('a reload keeps the words, the chips, the file and the settings', async ({ page }) => {
  await page.goto('/')
  await writeDraft(page)
  await page.reload()
  await expectDraft(page)
})

test('a crash of the page’s process keeps them', async ({ page, context }) => {
  await page.goto('/')
  await writeDraft(page)
  const crashed = page.waitForEvent('crash')
  const session = await context.newCDPSession(page)
  // It has nobody left to answer.
  void session.send('Page.crash').catch(() => undefined)
  await crashed
  const next = await context.newPage()
  await next.goto('/')
  await expectDraft(next)
})

test('a browser that is killed keeps them', async ({ baseURL }) => {
  test.setTimeout(90_000)
  const profile = join(directory, 'profile')
  const first = await openBrowser(profile, baseURL)
  const page = await first.newPage()
  await page.goto('/')
  await writeDraft(page)
  // Chromium itself writes what a page stores after a while.
  await expect.poll(() => isOnDisk(profile, '"takes":2'), { timeout: 30_000 }).toBe(true)
  await killBrowser(profile)
  const second = await openBrowser(profile, baseURL)
  try {
    const again = await second.newPage()
    await again.goto('/')
    await expectDraft(again)
  } finally {
    await second.close()
  }
})

test.describe('two tabs', () => {
  let other: Page
  test.beforeEach(async ({ page, context }) => {
    await page.goto('/')
    await editorOf(page)
    other = await context.newPage()
    await other.goto('/')
    await editorOf(other)
  })

  test('what is written in one appears in the other, in turns, and no letter is lost', async ({ page }) => {
    let wanted = ''
    for (const [turn, tab] of [page, other, page, other].entries()) {
      const words = `Turn ${turn} of the tide. `
      await promptOf(tab).focus()
      await tab.keyboard.press('Control+End')
      await tab.keyboard.type(words)
      wanted += words
      // As a browser does when somebody goes to another tab.
      await tab.evaluate(() => window.dispatchEvent(new Event('blur')))
      await expect(promptOf(page)).toHaveText(wanted.trimEnd())
      await expect(promptOf(other)).toHaveText(wanted.trimEnd())
    }
  })

  test('while one is written in, settings of the other arrive and take no letter away', async ({ page }) => {
    await promptOf(page).focus()
    const typing = page.keyboard.type('The gulls circle over the quay at first light. '.repeat(4), {
      delay: 15,
    })
    for (const ratio of ['9:16', '1:1', '4:3', '16:9']) {
      await other.getByRole('radio', { name: ratio, exact: true }).check({ force: true })
    }
    await typing
    for (const tab of [page, other]) {
      await expect(tab.getByRole('radio', { name: '16:9', exact: true })).toBeChecked()
      await expectPrompt(tab, 'The gulls circle over the quay at first light. '.repeat(4))
    }
  })

  test('an upload of one goes on while the other is written in, and both have it', async ({ page }) => {
    const gate = Promise.withResolvers<void>()
    await page.route('**/api/media?fileName=*', async (route) => {
      await gate.promise
      await route.continue()
    })
    await page.getByLabel('Choose files').setInputFiles([photo])
    await expect(cardOf(page).getByRole('progressbar')).toBeVisible()
    await expect(cardOf(other).getByRole('progressbar')).toBeVisible()
    await promptOf(other).focus()
    await other.keyboard.type('Over @harbour, ', { delay: 20 })
    const typing = other.keyboard.type('slowly, as the fog lifts from the water. '.repeat(3), { delay: 15 })
    gate.resolve()
    await typing
    for (const tab of [page, other]) {
      await expect(cardOf(tab)).toContainText('1200×800')
      await expect(promptOf(tab)).toContainText(
        'slowly, as the fog lifts from the water. '.repeat(3).trimEnd(),
      )
      await expect(tab.locator('[data-chip]')).toHaveText([/@harbour/])
      await expect(tab.locator('[data-chip="broken"]')).toHaveCount(0)
    }
  })

  test('an upload whose tab is closed is brought home by the other', async ({ page }) => {
    await page.route('**/api/media?fileName=*', () => undefined)
    await page.getByLabel('Choose files').setInputFiles([photo])
    await expect(cardOf(other).getByRole('progressbar')).toBeVisible()
    await page.close()
    await expect(cardOf(other)).toContainText('1200×800')
    await expect.poll(async () => (await draftOf(other))?.references).toMatchObject([{ mediaId: /^med_/ }])
  })
})

async function writeDraft(page: Page): Promise<void> {
  const prompt = await editorOf(page)
  await page.getByLabel('Choose files').setInputFiles([photo])
  await expect(cardOf(page)).toContainText('1200×800')
  await prompt.click()
  await page.keyboard.type('Fog lifts by @harbour, slowly')
  await page.getByRole('radio', { name: '9:16', exact: true }).check({ force: true })
  await page.getByRole('spinbutton', { name: 'Takes' }).press('ArrowUp')
  await expectPrompt(page, `Fog lifts by <${await idOfHarbour(page)}>, slowly`)
  await expect.poll(() => draftOf(page)).toMatchObject({ takes: 2 })
}

async function expectDraft(page: Page): Promise<void> {
  await editorOf(page)
  await expect(page.locator('[data-chip]')).toHaveText([/@harbour/])
  await expect(promptOf(page)).toContainText(', slowly')
  await expect(cardOf(page)).toContainText('1200×800')
  await expect(page.getByRole('radio', { name: '9:16', exact: true })).toBeChecked()
  await expect(page.getByRole('spinbutton', { name: 'Takes' })).toHaveText('×2')
}

/** Once it is stored, which happens a moment after it is shown. */
async function idOfHarbour(page: Page): Promise<string> {
  await expect.poll(async () => (await draftOf(page))?.references.length).toBe(1)
  return (await draftOf(page))?.references[0]?.id ?? ''
}

function promptOf(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Prompt' })
}

function cardOf(page: Page): Locator {
  return page
    .getByRole('region', { name: 'References' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('textbox', { name: 'Name of harbour' }) })
}

/** A browser of its own, with a profile on the disk. */
async function openBrowser(profile: string, baseURL: string | undefined): Promise<BrowserContext> {
  const { launchOptions } = test.info().project.use
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    ...(baseURL === undefined ? {} : { baseURL }),
    viewport: { width: 1440, height: 900 },
  })
  const { cookies } = JSON.parse(await readFile(OWNER_STATE, 'utf8'))
  await context.addCookies(cookies)
  return context
}

async function isOnDisk(profile: string, text: string): Promise<boolean> {
  const folder = join(profile, 'Default/Local Storage/leveldb')
  const names = await readdir(folder).catch(() => [])
  const files = await Promise.all(
    names.map((name) => readFile(join(folder, name)).catch(() => Buffer.alloc(0))),
  )
  return files.some((bytes) => bytes.includes(text, 0, 'latin1') || bytes.includes(text, 0, 'utf16le'))
}

/** With no chance to say goodbye: the one process that holds this profile and has started all the others. */
async function killBrowser(profile: string): Promise<void> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')
    if (command.includes(`--user-data-dir=${profile}`) && !command.includes('--type=')) {
      process.kill(Number(pid), 'SIGKILL')
    }
  }
}
