import { test as base, expect } from '@playwright/test'

/**
 * What every story uses instead of Playwright's own `test`: pages of the studio that global-setup.ts started, and a story
 * fails when the page logs an error or throws one.
 */
export const test = base.extend<{ allowedErrors: RegExp[] }>({
  /** For stories that provoke an error: `test.use({ allowedErrors: [/404/] })`. */
  allowedErrors: [[], { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
  baseURL: async ({}, use) => use(process.env['STUDIO_ORIGIN'] ?? ''),
  page: async ({ page, allowedErrors }, use) => {
    const errors: string[] = []
    // From the beginning: switched on together with the press that opens one, it sometimes came too late.
    page.on('filechooser', () => undefined)
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => errors.push(String(error.stack ?? error)))
    await use(page)
    expect(errors.filter((error) => !allowedErrors.some((allowed) => allowed.test(error)))).toEqual([])
  },
})

export { expect }
