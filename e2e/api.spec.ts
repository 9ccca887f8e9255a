import { expect, test } from './fixtures.ts'
import { expectNoViolations, expectNoViolationsInAnyTheme } from './no-violations.ts'

/* The page that explains the API: read by keyboard, copied from, on a phone, in both languages. Its examples run in endpoint.spec.ts. */

test('the API’s page is read and copied from by keyboard, on a phone too, in both languages', async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/settings/api')
  await expect(page.getByRole('heading', { level: 1, name: 'API' })).toBeVisible()
  await page
    .getByRole('radiogroup', { name: 'Language of the example' })
    .first()
    .getByRole('radio', { name: 'curl' })
    .focus()
  await page.keyboard.press('ArrowRight')
  const shown = page.locator('pre').first()
  await expect(shown).toContainText(`baseURL: '${baseURL}/v1'`)
  await page.getByRole('button', { name: 'Copy JavaScript' }).first().press('Enter')
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await shown.innerText())

  const calls = page.getByRole('region', { name: 'Calls' })
  for (const summary of await calls.locator('summary').all()) await summary.press('Enter')
  await expect(calls.getByText('Idempotency-Key').first()).toBeVisible()
  await expectNoViolationsInAnyTheme(page, 'the API, all of it open')

  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await context.addCookies([{ name: 'seedreel-language', value: 'zh', url: baseURL ?? '' }])
  await page.reload()
  await expect(page.getByRole('heading', { name: '创建请求的字段' })).toBeVisible()
  await expectNoViolations(page, 'the API on a phone, in Chinese')
  await context.clearCookies({ name: 'seedreel-language' })
})
