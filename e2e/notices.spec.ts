import { expect, test } from './fixtures.ts'
import { expectNoViolationsInAnyTheme } from './no-violations.ts'
import { openBy } from './open-by.ts'
import { seedClips } from './seeded-clips.ts'

/* What somebody should know of: the bell in the header, wherever one is. */

test('a mention rings the bell, says who and what and where, and leads to the very comment', async ({
  page,
  request,
  browser,
}) => {
  const stamp = Date.now()
  const name = `bell${stamp.toString(36)}`
  const clip = `gen_${name}0000000`
  await seedClips(process.env['STUDIO_DATA_DIR'] ?? '', { count: 1, name })
  const { userId } = (await (await request.get('/api/session')).json()) as { userId: string }
  const invited = await request.post('/api/invites', { data: { role: 'reviewer' } })
  const { path } = (await invited.json()) as { path: string }
  const context = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    baseURL: process.env['STUDIO_ORIGIN'] ?? '',
  })
  const reviewer = context.request
  const joined = await reviewer.post('/api/invites/accept', {
    data: {
      secret: path.replace('/invite/', ''),
      name: 'Rhea <b>',
      email: `bell${stamp}@studio.test`,
      password: 'a long enough password',
    },
  })
  expect(joined.status()).toBe(204)
  const said = await reviewer.post(`/api/clips/${clip}/comments`, {
    data: { text: `Too dark, <@${userId}>` },
  })
  const { id: comment } = (await said.json()) as { id: string }
  await context.close()

  await page.goto('/settings/account')
  const bell = page.locator('[data-command=notices]')
  await expect(bell).toHaveAccessibleName(/^Notifications, \d+ new$/)
  const panel = page.getByRole('dialog', { name: 'Notifications' })
  await openBy(bell, panel, 'Enter')
  const row = panel.getByRole('link', { name: 'Rhea <b> mentioned you in a comment' }).first()
  await expect(row).toContainText('Too dark, @')
  await expectNoViolationsInAnyTheme(page, 'the notifications')
  await page.keyboard.press('Escape')
  await expect(bell).toBeFocused()
  await openBy(bell, panel, 'Enter')
  await row.press('Enter')
  await expect(page).toHaveURL(`/clips/${clip}?comment=${comment}`)
  await openBy(bell, panel, 'Enter')
  await expect(panel.getByRole('link', { name: /^New: Rhea/ })).toHaveCount(0)
  const all = panel.getByRole('button', { name: 'Mark all read' })
  if (await all.isVisible()) await all.press('Enter')
  await expect(all).toHaveCount(0)
  await expect(bell).toHaveAccessibleName('Notifications')
})
