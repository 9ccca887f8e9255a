import { type Locator } from '@playwright/test'
import { expect } from './fixtures.ts'

/** Presses until it opens: a button stands on the page before it has come alive, and is not pressed again once it opens. */
export async function openBy(button: Locator, opened: Locator, key?: string): Promise<void> {
  await expect(async () => {
    if (await opened.isVisible()) return
    await (key === undefined ? button.click({ timeout: 2000 }) : button.press(key, { timeout: 2000 }))
    await expect(opened).toBeVisible({ timeout: 2000 })
  }).toPass()
}
