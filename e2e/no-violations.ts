import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Everything that axe calls a rule of WCAG 2.2 AA or good practice. `state` says what was on the page. */
export async function expectNoViolations(page: Page, state: string): Promise<void> {
  await expectNone(page, state, new AxeBuilder({ page }).withTags(TAGS))
}

/** In both themes. Only colours differ between them: the rest is looked at once. */
export async function expectNoViolationsInAnyTheme(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoViolations(page, `${state}, dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNone(page, `${state}, light`, new AxeBuilder({ page }).withRules(['color-contrast']))
}

async function expectNone(page: Page, state: string, axe: AxeBuilder): Promise<void> {
  await animationsEnded(page)
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect(found, state).toEqual([])
}

/** What appears has to have appeared: colours are measured as they are. What spins for ever is not waited for. */
async function animationsEnded(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) < Infinity)
        .map(({ finished }) => finished.catch(() => undefined)),
    ),
  )
}
