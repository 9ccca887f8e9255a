import type { Browser, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoViolationsInAnyTheme } from './no-violations.ts'
import { seedClips } from './seeded-clips.ts'

/* People outside see what a link allows, say what they think, and nothing more from the moment it is revoked. */

const PASSWORD = 'open sesame'

test('a guest with the password comments, sees no prompt, and can’t download', async ({ page, browser }) => {
  await seedClips(process.env['STUDIO_DATA_DIR'] ?? '', { count: 1, name: 'shared' })
  await page.goto('/clips/gen_shared0000000')
  await page.getByRole('button', { name: 'Share with people outside' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Spring <b>')
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await dialog.getByRole('switch', { name: 'Verdict' }).check()
  await dialog.getByRole('textbox', { name: 'Words over' }).fill('Draft')
  await expectNoViolationsInAnyTheme(page, 'making a link')
  await dialog.getByRole('button', { name: 'Make a link' }).press('Enter')
  const link = await dialog.getByRole('textbox', { name: 'The link' }).inputValue()

  const guest = await newGuest(browser)
  const locked = await guest.goto(link)
  expect(await locked?.text()).not.toMatch(/Spring|og:/)
  await expectNoViolationsInAnyTheme(guest, 'the password')
  await guest.getByLabel('Password').fill('wrong')
  await guest.getByLabel('Password').press('Enter')
  await expect(guest.getByRole('alert').filter({ hasText: 'not the password' })).toBeVisible()
  await guest.getByLabel('Password').fill(PASSWORD)
  await guest.getByLabel('Password').press('Enter')
  await expect(guest.getByRole('heading', { name: 'Spring <b>' })).toBeVisible()
  await expect(guest.locator('[data-watermark]')).toBeAttached()
  await expect(guest.getByText('Prompt')).toHaveCount(0)
  await expect(guest.getByRole('link', { name: 'Download' })).toHaveCount(0)
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Grace <i>')
  await guest.getByRole('textbox', { name: 'Comment' }).fill('More light <script>alert(1)</script>')
  await guest.getByRole('button', { name: 'Send' }).press('Enter')
  await expect(guest.getByText('More light <script>')).toBeVisible()
  await guest.getByRole('radio', { name: 'Approve' }).press('Space')
  await expect(guest.getByRole('radio', { name: 'Approve' })).toBeChecked()
  await expectNoViolationsInAnyTheme(guest, 'the guest’s page')

  const video = guest.locator('video')
  const address = String(await video.getAttribute('src'))
  const range = (from: number) =>
    guest.request.get(address, { headers: { range: `bytes=${from}-${from + 99}` } })
  await video.evaluate((element: HTMLVideoElement) => element.play())
  expect((await range(0)).status()).toBe(206)
  expect((await guest.request.get(address.replace(/video$/, 'download'))).status()).toBe(403)
  await page.goto('/settings/shares')
  await expect(page.getByText('1 comments').first()).toBeVisible()
  await expectNoViolationsInAnyTheme(page, 'the links')
  await page.getByRole('button', { name: 'Revoke: Spring <b>' }).click()
  await expect(page.getByText('Revoked').first()).toBeVisible()
  expect((await range(100)).status()).toBe(404)
  expect((await guest.reload())?.status()).toBe(404)
  await expect(guest.getByRole('heading', { name: 'This link is over' })).toBeVisible()
})

async function newGuest(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  return context.newPage()
}
