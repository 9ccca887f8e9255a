import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { joinStudio } from './join-studio.ts'
import { expectNoViolations, expectNoViolationsInAnyTheme } from './no-violations.ts'

/* A limit of a project: set on the page, felt in the composer, asked over and approved. Of its own project, so nobody else's story meets it. */

test('a limit is set by keyboard, warns, refuses in words; an asked press is approved by an admin and made', async ({
  page,
  browser,
  request,
}) => {
  const name = `Harbour ${Date.now()}`
  const made = await request.post('/api/projects', { data: { name } })
  const { id: project } = (await made.json()) as { id: string }
  const editor = await joinStudio(browser, request, { name: 'Edda', role: 'editor' })

  await page.goto('/settings/usage')
  await page.getByRole('button', { name: 'Set a limit' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Limit for').selectOption('Project')
  await dialog.getByLabel('Which project').selectOption(name)
  await dialog.getByLabel('Tokens in a month').fill('many')
  await dialog.getByLabel('Tokens in a month').press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText('Must be a number, for example 1,000,000')
  await dialog.getByLabel('Tokens in a month').fill('60,000')
  await expectNoViolationsInAnyTheme(page, 'the form of a limit')
  await dialog.getByLabel('Tokens in a month').press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Set a limit' })).toBeFocused()
  const line = page.getByRole('listitem').filter({ hasText: name })
  await expect(line).toContainText('0 of 60 K tokens')
  await expect(line).toContainText('Warns')
  await expectNoViolationsInAnyTheme(page, 'usage and budget')

  await editor.goto(`/?project=${project}`)
  await write(editor, 'A fox over the limit')
  await expect(editor.locator('[data-budget=warn]')).toContainText('it can be made all the same')
  await expect(generate(editor)).toHaveAttribute('aria-disabled', 'false')

  await atLimit(page, name, 'Stops')
  await editor.reload()
  await expect(editor.locator('[data-budget=stop]')).toContainText('It would be refused.')
  await expect(editor.getByRole('button', { name: 'Over the limit' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  const refused = await editor.request.post('/api/generations', {
    data: pressIn(project),
    // A connection that has rested for five seconds may be closed just as it is used again.
    maxRetries: 2,
  })
  expect(refused.status()).toBe(402)
  expect(((await refused.json()) as { error: object }).error).toMatchObject({
    code: 'budget_exceeded',
    message: expect.stringContaining(`the project “${name}” of 60,000 tokens has 60,000 tokens left`),
  })

  await atLimit(page, name, 'Asks an admin')
  await editor.reload()
  await editor.getByRole('button', { name: 'Ask to generate' }).click()
  await expect(editor.getByText('An admin was asked')).toBeVisible()
  await expectNoViolations(editor, 'an asked press')
  await expect(editor.getByRole('article')).toHaveCount(0)
  await editor.goto('/settings/usage')
  await expect(editor.getByText('These wait for an admin.')).toBeVisible()
  await expect(editor.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
  await expect(editor.getByText('Monthly limits')).toHaveCount(0)

  await page.reload()
  await page.getByRole('button', { name: 'Approve: A fox over the limit' }).press('Enter')
  await expect(page.getByText('A fox over the limit')).toHaveCount(0)
  await expect(line).toContainText(/being made|[1-9][\d.]* K of 60 K tokens/)
  await editor.goto(`/?project=${project}`)
  await expect(editor.getByRole('article')).toHaveCount(1)
})

test('the month as a table, in Chinese on a phone, and as a file that no spreadsheet runs', async ({
  page,
  request,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const url = process.env['STUDIO_ORIGIN'] ?? ''
  await page.context().addCookies([{ name: 'seedreel-language', value: 'zh', url }])
  await page.goto('/settings/usage')
  await expect(page.getByRole('heading', { name: '用量与预算' })).toBeVisible()
  await expect(page.locator('rect[data-day]').first()).toBeAttached()
  await expectNoViolations(page, 'usage on a phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  const file = await request.get('/api/usage/export')
  expect(file.headers()['content-type']).toBe('text/csv; charset=utf-8')
  expect(await file.text()).toMatch(/^\uFEFFday \(UTC\),project,person,model,API token,tokens/)
})

function pressIn(projectId: string) {
  const settings = { duration: 5, resolution: '720p', ratio: '16:9' }
  const recipe = {
    model: 'doubao-seedance-2-0-260128',
    prompt: [{ text: 'Over it' }],
    references: [],
    settings,
  }
  return { idempotencyKey: `press-${Date.now()}`, projectId, recipe }
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt' }).click()
  await page.keyboard.type(text)
}

const generate = (page: Page) => page.getByRole('button', { name: /^Generate/ })

async function atLimit(page: Page, name: string, choice: string): Promise<void> {
  await page.getByRole('button', { name: `Change the limit: Project: ${name}` }).click()
  await page.getByRole('radio', { name: choice }).check()
  await page.getByRole('button', { name: 'Save the limit' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}
