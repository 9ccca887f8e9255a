import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoViolations, expectNoViolationsInAnyTheme } from './no-violations.ts'

/* A webhook is made, tried, looked into, switched off and removed by keyboard; its secret is shown once, and nothing private is taken. */

// The private address.
test.use({ allowedErrors: [/status of 422/] })

test('a webhook is made, tried and removed', async ({ page }) => {
  const name = `Nightly ${Date.now()}`
  await page.goto('/settings/webhooks')
  const form = page.getByRole('region', { name: 'New webhook' })
  await form.getByRole('textbox', { name: 'Name' }).fill(name)
  await form.getByRole('textbox', { name: 'Address' }).fill('https://2130706433/hook')
  await form.getByRole('textbox', { name: 'Address' }).press('Enter')
  await expect(form.getByRole('alert')).toContainText('private network')
  await expectNoViolations(page, 'an address that is refused')
  // Nobody's, ever (RFC 2606).
  await form.getByRole('textbox', { name: 'Address' }).fill('https://hooks.seedreel.invalid/done')
  await form.getByRole('checkbox', { name: /starts/ }).press('Space')
  await form.getByRole('button', { name: 'Make webhook' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Copy the secret now' })).toBeFocused()
  const secret = await page.getByRole('textbox', { name: 'Secret of the webhook' }).inputValue()
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)

  await page.getByRole('button', { name: `Send a test: ${name}` }).press('Enter')
  const history = page.getByRole('region', { name: `History: ${name}` })
  await expect(history.getByText('Given up')).toBeVisible()
  await expect(history.getByText(/host name|within 10 seconds/)).toBeVisible()
  await expectNoViolationsInAnyTheme(page, 'a webhook and its history')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoViolations(page, 'a webhook on a phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)

  await page.reload()
  await expect(page.getByText(secret)).toHaveCount(0)
  await page.getByRole('switch', { name: `On ${name}` }).press('Space')
  await expect(page.getByRole('switch', { name: `On ${name}` })).not.toBeChecked()
  const { webhooks } = await (await page.request.get('/api/webhooks')).json()
  expect(webhooks).toContainEqual(
    expect.objectContaining({
      name,
      isOn: false,
      events: ['video.in_progress', 'video.completed', 'video.failed'],
    }),
  )
  await choose(page, name, 'Remove…')
  await page.getByRole('button', { name: 'Remove webhook' }).press('Enter')
  await expect(page.getByRole('switch', { name: `On ${name}` })).toHaveCount(0)
})

async function choose(page: Page, name: string, what: string): Promise<void> {
  await page.getByRole('button', { name: `More: ${name}` }).press('Enter')
  await page.getByRole('menuitem', { name: what }).press('Enter')
}
