import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { makePhoto, makeTone } from '#lib/server/testing/sample-media.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'

let directory: string
let files: string[]

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-axe-'))
  files = [join(directory, 'harbour.jpg'), join(directory, 'bell.wav')]
  await makePhoto(files[0] ?? '', { width: 800, height: 600, seed: 3, format: 'jpeg' })
  await makeTone(files[1] ?? '', { seconds: 3, hz: 440 })
})

test.afterAll(() => rm(directory, { recursive: true, force: true }))

const VIEWS = [
  { name: 'desktop, dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'phone, light', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const

for (const { name, colorScheme, viewport } of VIEWS) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing in any state of the studio', async ({ page }) => {
      test.setTimeout(120_000)
      await page.goto('/')
      const prompt = page.getByRole('textbox', { name: 'Prompt' })
      await expect(prompt).toBeEditable()
      await expectNoViolations(page, 'empty')

      await page.setInputFiles('input[type=file]', files)
      await page
        .getByRole('button', { name: /^Remove / })
        .nth(1)
        .waitFor()
      await prompt.click()
      await prompt.pressSequentially('Over @harbour and @')
      await page.getByRole('option').first().waitFor()
      await expectNoViolations(page, 'menu of references')
      await page.keyboard.press('Escape')
      await page
        .getByText('Advanced')
        .click({ force: true, timeout: 2000 })
        .catch(() => undefined)
      await expectNoViolations(page, 'composing')
      await page.getByRole('button', { name: /^Model:/ }).click()
      await expectNoViolations(page, 'menu of models')
      await page.keyboard.press('Escape')

      await replacePrompt(page, 'A door opens #fail:OutputVideoSensitiveContentDetected')
      await page.getByRole('button', { name: 'Generate' }).click()
      await replacePrompt(page, 'A door closes #drop-before')
      await page.getByRole('button', { name: 'Generate' }).click()
      const takes = page.getByRole('region', { name: 'Takes' })
      await expect(takes.getByText('Failed', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
      await expect(takes.getByRole('button', { name: 'Give up' }).first()).toBeVisible({ timeout: 30_000 })
      await expectNoViolations(page, 'failed and uncertain')
      await takes.getByRole('button', { name: 'Give up' }).first().click()
      await expect(takes.getByRole('button', { name: 'Give up' })).toHaveCount(0)
    })
  })
}

test('a clip is made, played and closed by keyboard alone', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('/')
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await expect(prompt).toBeEditable()
  await tabTo(page, 'Prompt')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('A kite over the dunes, made by keyboard')
  await tabTo(page, /^(480p|720p|1080p|4K)$/)
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('radio', { name: '480p' })).toBeChecked()
  await tabTo(page, 'Generate')
  await page.keyboard.press('Enter')

  const take = page.getByRole('article').filter({ hasText: 'made by keyboard' }).first()
  await expect(take.getByRole('button', { name: /^Play/ })).toBeVisible({ timeout: 90_000 })
  await take.getByRole('button', { name: /^Play/ }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('video')).toBeVisible()
  await expectNoViolations(page, 'player')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(take.getByRole('button', { name: /^Play/ })).toBeFocused()
})

async function replacePrompt(page: Page, text: string): Promise<void> {
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await prompt.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

/** Presses Tab until the element with that name has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = []
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      const label = element?.id
        ? document.querySelector(`label[for="${element.id}"]`)
        : element?.closest('label')
      return element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? ''
    })
    seen.push(focused.trim())
    if (typeof name === 'string' ? focused.trim() === name : name.test(focused.trim())) return
  }
  throw new Error(`Tab never came to ${String(name)}, but to: ${seen.join(', ')}`)
}
