import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'

/** What axe calls a rule of WCAG 2.2 AA or good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** One line for each rule that the page breaks as it is now, with the elements. `rules` narrows it to these. */
export async function findViolations(page: Page, rules?: string[]): Promise<string[]> {
  await animationsEnded(page)
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

/**
 * What appears has to have appeared: colours are measured as they are. Another theme comes with the next frame, and its transitions begin
 * with the one after. What spins for ever is not waited for.
 */
async function animationsEnded(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
    await Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) < Infinity)
        .map(({ finished }) => finished.catch(() => undefined)),
    )
  })
}
