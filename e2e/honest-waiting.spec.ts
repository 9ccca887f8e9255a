import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { openBy } from './open-by.ts'
import { expectNoViolations } from './no-violations.ts'

/** Headless Chromium shows neither hidden tabs nor notifications: both are stood in for at the browser's own interface. */
async function standIn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const state = { isHidden: false, asked: 0, shown: new Array<{ title: string; body: string }>() }
    Object.defineProperty(document, 'hidden', { get: () => state.isHidden })
    Object.defineProperty(document, 'visibilityState', { get: () => (state.isHidden ? 'hidden' : 'visible') })
    class RecordedNotification extends EventTarget {
      static permission = 'default'
      static async requestPermission() {
        state.asked += 1
        RecordedNotification.permission = 'granted'
        return 'granted'
      }
      constructor(title: string, { body }: { body: string }) {
        super()
        state.shown.push({ title, body })
      }
      close() {}
    }
    Object.assign(window, { Notification: RecordedNotification, standIn: state })
  })
}

const look = (page: Page, isHidden: boolean) =>
  page.evaluate((hidden) => {
    Object.assign(Reflect.get(window, 'standIn'), { isHidden: hidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }, isHidden)
const seen = (page: Page) => page.evaluate(() => Reflect.get(window, 'standIn'))

test('whoever looks away is told when it is done: in the title, and by the browser if asked for', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await standIn(page)
  await page.goto('/')
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  await expect(prompt).toBeEditable()
  const title = await page.title()

  const panel = page.getByRole('dialog', { name: 'Tell me when it’s done' })
  await openBy(page.getByRole('button', { name: 'Tell me when it’s done' }), panel, 'Enter')
  const notifications = panel.getByRole('switch', { name: /^Notification/ })
  await expect(notifications).not.toBeChecked()
  await expect(panel.getByRole('switch', { name: /^Soft sound/ })).not.toBeChecked()
  await expectNoViolations(page, 'tell me when it is done')
  expect((await seen(page)).asked).toBe(0)
  await notifications.press('Space')
  await expect(notifications).toBeChecked()
  expect((await seen(page)).asked).toBe(1)
  await page.keyboard.press('Escape')

  await prompt.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('A lantern in the fog, awaited')
  await page.getByRole('radio', { name: '480p' }).check({ force: true })
  await page.getByRole('button', { name: 'Generate' }).click()
  const take = page.getByRole('article').filter({ hasText: 'in the fog, awaited' }).first()
  await expect(take).toBeVisible()
  await look(page, true)
  await expect.poll(() => page.title(), { timeout: 90_000 }).toBe(`(1) ${title}`)
  expect((await seen(page)).shown).toEqual([
    { title: expect.stringMatching(/^Take \d+ is ready$/), body: 'A lantern in the fog, awaited' },
  ])
  await look(page, false)
  expect(await page.title()).toBe(title)

  // The choice outlives the page, and nothing is asked again.
  await page.reload()
  await page.getByRole('button', { name: 'Tell me when it’s done' }).click()
  expect((await seen(page)).asked).toBe(0)
  expect(await page.evaluate(() => localStorage.getItem('seedreel-when-done'))).toContain('"notify":true')
})
