import { expect, type Page } from '@playwright/test'
import { findViolations } from './find-violations.ts'

/** `state` says what was on the page. */
export async function expectNoViolations(page: Page, state: string): Promise<void> {
  expect(await findViolations(page), state).toEqual([])
}

/** In both themes. Only colours differ between them: the rest is looked at once. */
export async function expectNoViolationsInAnyTheme(page: Page, state: string): Promise<void> {
  await showTheme(page, 'dark')
  await expectNoViolations(page, `${state}, dark`)
  await showTheme(page, 'light')
  expect(await findViolations(page, ['color-contrast']), `${state}, light`).toEqual([])
}

async function showTheme(page: Page, colorScheme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction(
    (wanted) => window.matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
    colorScheme,
  )
}
