/**
 * `npm run screenshots`: takes the pictures of docs/screenshots anew, from a built studio with fresh data and the sandbox.
 * Build first (`npm start` does, or `npx next build`).
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { startStudio, type StudioProcess } from '#lib/server/testing/studio-process.ts'
import { findChromium } from './launch/find-chromium.mjs'

const DIRECTORY = join(import.meta.dirname, '../docs/screenshots')
const DESKTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const VIEWS = [
  { name: 'dark', viewport: DESKTOP, colorScheme: 'dark' },
  { name: 'light', viewport: DESKTOP, colorScheme: 'light' },
  { name: 'phone', viewport: PHONE, colorScheme: 'dark' },
  { name: 'phone-light', viewport: PHONE, colorScheme: 'light' },
] as const

const MORE_PROMPTS = [
  'Rain over a neon city at night, reflections in the street, a tram bell rings',
  '雪山日出，云海在山谷间缓缓流动',
  'A sunset over the ocean, long swell, slow pan to the lighthouse',
]

const scratch = await mkdtemp(join(tmpdir(), 'seedreel-screenshots-'))
const studio = await startStudio({ dataDir: join(scratch, 'data'), settings: { SANDBOX_SPEED: '0' } })
const executablePath = await findChromium()
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox'],
})
try {
  await mkdir(DIRECTORY, { recursive: true })
  await tellStory(browser, studio)
} finally {
  await browser.close()
  await studio.stop()
  await rm(scratch, { recursive: true, force: true })
}

async function tellStory(browser: Browser, studio: StudioProcess): Promise<void> {
  const context = await browser.newContext({ viewport: DESKTOP, colorScheme: 'dark' })
  const page = await context.newPage()
  await page.goto(studio.ownerLink)
  await shoot(page, 'empty')

  const photos = await photosOf(scratch)
  await page.setInputFiles('input[type=file]', photos)
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await prompt.pressSequentially('The camera drifts over @harbour at first light, then climbs towards @ridge')
  await prompt.pressSequentially(', gulls far below')
  await page.getByRole('radio', { name: '16:9' }).check({ force: true })
  await shoot(page, 'composing')

  await generate(page)
  await takes(page).getByText('Being made').first().waitFor()
  await shoot(page, 'running')
  await finished(page, 1)

  for (const [index, text] of MORE_PROMPTS.entries()) {
    if (index === 0) await removeReferences(page)
    await prompt.fill(text)
    await generate(page)
  }
  await finished(page, 1 + MORE_PROMPTS.length)
  await prompt.fill('A lantern boat under the bridge, very slow push in')
  await shoot(page, 'done')

  await prompt.fill('The crowd cheers as the curtain falls #fail:OutputVideoSensitiveContentDetected')
  await generate(page)
  await takes(page).getByText('Failed').first().waitFor({ timeout: 120_000 })
  await shoot(page, 'failed')

  await takes(page).getByRole('button', { name: /^Play/ }).first().click()
  await page.locator('video').evaluate((video: HTMLVideoElement) => {
    video.pause()
    video.currentTime = 2
  })
  await shoot(page, 'player')
}

async function photosOf(directory: string): Promise<string[]> {
  const photos = [
    { name: 'harbour.jpg', width: 1600, height: 1067, seed: 7 },
    { name: 'ridge.jpg', width: 1600, height: 1067, seed: 21 },
  ]
  return Promise.all(
    photos.map(async ({ name, ...photo }) => {
      const path = join(directory, name)
      await makePhoto(path, { ...photo, format: 'jpeg' })
      return path
    }),
  )
}

function takes(page: Page) {
  return page.getByRole('region', { name: 'Takes' })
}

async function generate(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Generate' })
  const before = await takes(page).getByRole('article').count()
  await button.click()
  await takes(page).getByRole('article').nth(before).waitFor()
}

async function finished(page: Page, count: number): Promise<void> {
  const play = takes(page).getByRole('button', { name: /^Play/ })
  await play.nth(count - 1).waitFor({ timeout: 240_000 })
}

async function removeReferences(page: Page): Promise<void> {
  const remove = page.getByRole('button', { name: /^Remove / })
  while ((await remove.count()) > 0) await remove.first().click()
}

async function shoot(page: Page, state: string): Promise<void> {
  for (const { name, viewport, colorScheme } of VIEWS) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(() =>
      Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))),
    )
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(DIRECTORY, `${state}-${name}.png`) })
  }
  await page.setViewportSize(DESKTOP)
}
