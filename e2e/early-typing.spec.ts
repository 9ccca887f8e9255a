import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/*
 * The page is there before its scripts are, and somebody may begin to write at once. Scripts are held back here until that
 * has happened.
 */

test('what is typed before the scripts have come stays, and is the draft', async ({ page }) => {
  const letGo = await holdScripts(page)
  await page.goto('/', { waitUntil: 'commit' })
  await promptOf(page).pressSequentially('A paper boat')
  letGo()
  await expectPrompt(page, 'A paper boat')
  await page.reload()
  await expectPrompt(page, 'A paper boat')
})

test('what was written last time comes before it', async ({ page }) => {
  await page.goto('/')
  await promptOf(page).fill('A harbour at dawn.')
  await page.reload()
  await expectPrompt(page, 'A harbour at dawn.')

  const letGo = await holdScripts(page)
  await page.goto('/', { waitUntil: 'commit' })
  await promptOf(page).pressSequentially('Gulls cry.')
  letGo()
  await expectPrompt(page, 'A harbour at dawn. Gulls cry.')
})

test('what is chosen before the scripts have come is chosen', async ({ page }) => {
  const letGo = await holdScripts(page)
  await page.goto('/', { waitUntil: 'commit' })
  const [ratio, sound] = [
    page.getByRole('radio', { name: '9:16', exact: true }),
    page.getByRole('switch', { name: 'Sound' }),
  ]
  await ratio.check({ force: true })
  await sound.uncheck()
  letGo()
  await page.waitForLoadState('networkidle')
  await promptOf(page).pressSequentially('A paper boat')
  for (const _ of ['now', 'after a reload']) {
    await expect(ratio).toBeChecked()
    await expect(sound).not.toBeChecked()
    await expectPrompt(page, 'A paper boat')
    await page.reload()
  }
})

test('what is typed into the gallery’s search before the scripts have come is searched for', async ({
  page,
}) => {
  const letGo = await holdScripts(page)
  await page.goto('/gallery', { waitUntil: 'commit' })
  const search = page.getByRole('searchbox', { name: 'Search clips' })
  await search.pressSequentially('lantern')
  letGo()
  await expect(page).toHaveURL('/gallery?q=lantern')
  await expect(search).toHaveValue('lantern')
})

function promptOf(page: Page) {
  return page.getByRole('textbox', { name: 'Prompt' })
}

async function holdScripts(page: Page): Promise<() => void> {
  const gate = Promise.withResolvers<void>()
  await page.route(/\.js($|\?)/, async (route) => {
    await gate.promise
    await route.continue()
  })
  return gate.resolve
}

/** After everything has come, whatever it is that the prompt is then written in. */
async function expectPrompt(page: Page, text: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  const read = () =>
    promptOf(page).evaluate((field) => ('value' in field ? String(field.value) : field.textContent))
  await expect.poll(read).toBe(text)
}
