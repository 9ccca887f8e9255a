import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { startSandboxProcess, type SandboxProcess } from '#lib/server/testing/sandbox-process.ts'
import { startStudio, type StudioProcess } from '#lib/server/testing/studio-process.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { draftOf, editorOf } from './prompt-page.ts'

/* The provider is a process of its own: how many tasks were made, and so paid, is its own word. */

/** 480p, 4 s: 40,6 K tokens a take. Eight of them are more than 80 % of it, ten are over it. */
const BUDGET = '400000'

let sandbox: SandboxProcess
let studio: StudioProcess
let dataDir: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'seedreel-variations-'))
  sandbox = await startSandboxProcess({ rendering: false })
  studio = await startStudio({
    dataDir,
    settings: {
      SEEDANCE_PROVIDER: 'gateway',
      SEEDANCE_BASE_URL: `${sandbox.origin}/sandbox/api/v3`,
      SEEDANCE_API_KEY: sandbox.key,
      MAX_IN_FLIGHT: '3',
      MONTHLY_BUDGET_TOKENS: BUDGET,
    },
  })
})

test.afterAll(async () => {
  await studio.stop()
  await sandbox.stop()
  await rm(dataDir, { recursive: true, force: true })
})

async function open(page: Page, prompt: string): Promise<Locator> {
  await page.goto(studio.ownerLink)
  const editor = await editorOf(page)
  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(prompt)
  // A press while the settings come alive may be drawn over once; a person presses again too.
  for (const name of ['480p', '16:9'])
    await expect(() => page.getByRole('radio', { name }).check({ force: true, timeout: 2000 })).toPass()
  await page.getByRole('slider', { name: 'Length' }).press('Home')
  return editor
}

async function openPanel(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Variations/ }).click()
  const panel = page.getByRole('dialog', { name: 'Variations' })
  await expect(panel).toBeVisible()
  return panel
}

const generate = (page: Page) => page.getByRole('button', { name: /^Generate/ })
const lines = (page: Page) =>
  page.getByRole('list', { name: 'What was started together' }).getByRole('listitem')
const amountIn = (text: string) => Number(/[¥$]([\d,.]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? NaN)

test('a matrix of 2 × 2 × 2: its price before it is the sum of its parts, and it makes eight tasks', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await open(page, 'A paper boat on a pond')
  const panel = await openPanel(page)
  await panel.getByRole('button', { name: 'Add a prompt' }).click()
  await panel.getByRole('textbox', { name: 'Prompt 2' }).fill('A paper boat in the rain')
  await panel.getByRole('checkbox', { name: '9:16' }).press('Space')
  await panel.getByRole('checkbox', { name: 'Seedance 2.0 Fast' }).press('Space')
  const cells = panel.locator('[data-cell]')
  await expect(cells).toHaveCount(8)
  await expect(panel.locator('[data-total]')).toHaveText('8 takes')
  await expectNoViolations(page, 'variations')

  const prices = await panel.locator('[data-cell=made] [data-price]').allTextContents()
  const sum = prices.reduce((total, price) => total + amountIn(price), 0)
  const total = amountIn((await panel.locator('footer').textContent()) ?? '')
  expect(prices).toHaveLength(8)
  // Each part is rounded to the cent.
  expect(Math.abs(total - sum)).toBeLessThanOrEqual(0.04)

  // A shape that one of the models lacks is shown with its reason and does not count.
  await panel.getByRole('checkbox', { name: 'Gemini Omni' }).check({ force: true })
  await panel.getByRole('checkbox', { name: '21:9' }).check({ force: true })
  await expect(panel.locator('[data-cell=broken]')).toHaveCount(2)
  await expect(panel.locator('[data-cell=broken]').first()).toContainText('has no 21:9')
  await expect(panel.locator('[data-total]')).toHaveText('16 takes')
  await panel.getByRole('checkbox', { name: 'Gemini Omni' }).uncheck({ force: true })
  await panel.getByRole('checkbox', { name: '21:9' }).uncheck({ force: true })
  await panel.getByRole('button', { name: 'Done' }).click()
  await expect(generate(page)).toHaveText('Generate 8')

  // It survives a reload.
  await expect.poll(() => draftOf(page)).toMatchObject({ variations: { ratios: ['9:16'] } })
  await page.reload()
  await expect(generate(page)).toHaveText('Generate 8')
  await expect(page.locator('[data-budget=near]')).toContainText('81%')

  await page.getByRole('button', { name: 'Request' }).click()
  const dialog = page.getByRole('dialog', { name: 'Exact request' })
  const json = dialog.locator('[data-request-json]')
  await expect(dialog.getByText('Variation 1 of 8')).toBeVisible()
  await expect(json).toContainText('on a pond')
  for (let step = 1; step < 8; step += 1) await dialog.getByRole('button', { name: 'Next variation' }).click()
  await expect(dialog.getByText('Variation 8 of 8')).toBeVisible()
  await expect(json).toContainText('in the rain')
  await expect(json).toContainText('9:16')
  await expectNoViolations(page, 'the request of a variation')
  await page.keyboard.press('Escape')

  await generate(page).click()
  await expect(lines(page)).toHaveCount(1)
  await expect(lines(page)).toContainText(/^8 takes: /)
  await expect(page.getByRole('article', { name: /, Ready$/ })).toHaveCount(8, { timeout: 90_000 })
  await expect(lines(page)).toHaveCount(0)
  expect(await sandbox.countTasks()).toBe(8)
  // What was used counts now, and the next press would be over it: a warning, no refusal.
  await expect(page.locator('[data-budget=warn]')).toContainText('can be made all the same')
  await expect(generate(page)).toHaveAttribute('aria-disabled', 'false')
})

test('cancel all stops what has not begun', async ({ page }) => {
  const before = await sandbox.countTasks()
  await open(page, 'A slow river #slow:10')
  await page.getByRole('spinbutton', { name: 'Takes' }).press('End')
  await expect(generate(page)).toHaveText('Generate 8')
  await generate(page).click()
  await expect(lines(page)).toContainText('5 waiting for a free place')
  await lines(page).getByRole('button', { name: 'Cancel all' }).click()
  await expect(lines(page)).toContainText('5 cancelled')
  await expect(lines(page).getByRole('button', { name: 'Cancel all' })).toHaveCount(0, { timeout: 20_000 })
  await expect(lines(page)).toHaveCount(0, { timeout: 40_000 })
  expect((await sandbox.countTasks()) - before).toBe(3)
})

test('retry failed says its price and makes only what failed, once', async ({ page }) => {
  test.setTimeout(90_000)
  const before = await sandbox.countTasks()
  await open(page, 'A quiet street')
  const panel = await openPanel(page)
  await panel.getByRole('button', { name: 'Add a prompt' }).click()
  await panel.getByRole('textbox', { name: 'Prompt 2' }).fill('A loud street #fail:InternalServiceError')
  await panel.getByRole('button', { name: 'Done' }).click()
  await expect(generate(page)).toHaveText('Generate 2')
  await generate(page).click()
  await expect(lines(page)).toContainText('2 takes: 1 ready, 1 failed', { timeout: 60_000 })
  await lines(page).getByRole('button', { name: 'Retry failed' }).click()
  const dialog = page.getByRole('dialog', { name: 'Retry the failed take?' })
  await expect(dialog.locator('[data-price]')).toContainText(/It costs up to ¥\d/)
  await expectNoViolations(page, 'retry failed')
  await dialog.getByRole('button', { name: 'Retry', exact: true }).click()
  await expect(page.getByRole('article').filter({ hasText: 'A loud street' })).toHaveCount(2)
  expect((await sandbox.countTasks()) - before).toBeLessThanOrEqual(3)
  // Its retry fails as well: still two takes, one of them failed.
  await expect(page.getByRole('article', { name: /, Failed$/ })).toHaveCount(2, { timeout: 60_000 })
  await expect(lines(page)).toContainText('2 takes: 1 ready, 1 failed')
  expect((await sandbox.countTasks()) - before).toBe(3)
})
