import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { makePhoto } from '#lib/server/testing/sample-media.ts'
import { expect, test } from './fixtures.ts'
import { expectNoViolations } from './no-violations.ts'
import { chips, compose, draftOf, editorOf } from './prompt-page.ts'

/* The whole studio without a mouse: nothing here clicks. */

let directory: string
let photos: string[]

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'seedreel-keyboard-'))
  photos = ['harbour.jpg', 'boat.jpg'].map((name) => join(directory, name))
  for (const [seed, path] of photos.entries()) await makePhoto(path, { width: 1200, height: 800, seed })
})
test.afterAll(() => rm(directory, { recursive: true, force: true }))

test('from the first word to the deleted take by keyboard alone', async ({ page }) => {
  test.setTimeout(180_000)
  const keyboard = page.keyboard
  await open(page)

  await test.step('files through the command menu, then roles, names and order', async () => {
    await command(page, 'add fil', async () => {
      await expect(page.locator('[role="option"][aria-selected="true"]')).toContainText('Add files')
      const chooser = page.waitForEvent('filechooser', { timeout: 10_000 })
      await keyboard.press('Enter')
      await (await chooser).setFiles(photos)
    })
    await expect(cards(page)).toHaveCount(2)
    await expect(cards(page).last()).toContainText('1200×800')
    await keyboard.press('c')
    await expect(cards(page).first()).toBeFocused()
    await command(page, 'what the reference', () => keyboard.press('Enter'))
    await expect(page.getByRole('menu').getByRole('menuitemradio').first()).toBeVisible()
    await keyboard.press('End')
    await keyboard.press('Enter')
    await expect(cards(page).first()).toContainText('Last frame')
    await command(page, 'what the reference', () => keyboard.press('Enter'))
    await expect(page.getByRole('menu').getByRole('menuitemradio').first()).toBeVisible()
    await keyboard.press('Home')
    await keyboard.press('Enter')
    await expect(cards(page).first()).toContainText('Reference')
    await keyboard.press('Shift+C')
    await expect(cards(page).last()).toBeFocused()
    await keyboard.press('F2')
    await keyboard.type('ferry')
    await keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Name of ferry' })).toBeVisible()
    await leaveField(page)
    await keyboard.press('Shift+C')
    await expect(cards(page).last()).toBeFocused()
    await keyboard.press('Alt+ArrowUp')
    await expect.poll(() => namesOf(page)).toEqual(['ferry', 'harbour'])
    await expect(cards(page).first()).toBeFocused()
  })

  await test.step('the prompt with a mention', async () => {
    await keyboard.press('/')
    await keyboard.type('A kite over @')
    await expect(page.getByRole('option').first()).toBeVisible()
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await keyboard.type('by keyboard alone')
    await expect(chips(page)).toHaveText([/@harbour/])
  })

  await test.step('settings, each by its key and by its name', async () => {
    await leaveField(page)
    await keyboard.press('q')
    await keyboard.press('ArrowLeft')
    await expect(page.getByRole('radio', { name: '480p' })).toBeChecked()
    await keyboard.press('l')
    await keyboard.press('Home')
    await expect(page.getByRole('slider', { name: 'Length' })).toHaveAttribute('aria-valuetext', '4 seconds')
    await command(page, '9:16', () => keyboard.press('Enter'))
    await expect(page.getByRole('radio', { name: '9:16' })).toBeChecked()
    await keyboard.press('n')
    await keyboard.press('ArrowUp')
    await expect(page.getByRole('spinbutton', { name: 'Takes' })).toHaveText('×2')
    await keyboard.press('Home')
    await keyboard.press('m')
    await expect(page.getByRole('dialog')).toBeVisible()
    await keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('the exact request, read and closed', async () => {
    await keyboard.press('e')
    const dialog = page.getByRole('dialog', { name: 'Exact request' })
    await expect(dialog.locator('[data-request-json]')).toContainText('480p')
    // A key of the page is none in a dialog.
    await keyboard.press('t')
    await keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })

  await test.step('a clip: made, found, played, reused, taken away', async () => {
    await keyboard.press('Control+Enter')
    const take = page.getByRole('article').filter({ hasText: 'by keyboard alone' }).first()
    await expect(take.getByRole('button', { name: /^Play/ })).toBeVisible({ timeout: 120_000 })
    await leaveField(page)
    await keyboard.press('g')
    await expect(take).toBeFocused()
    await expectNoViolations(page, 'a take in focus')
    await keyboard.press('Enter')
    await expect(page.getByRole('dialog').locator('video')).toBeVisible()
    await keyboard.press('Escape')
    await expect(take).toBeFocused()
    await keyboard.press('f')
    await expect(cards(page)).toHaveCount(1)
    await expect(cards(page)).toContainText('First frame')
    await leaveField(page)
    await keyboard.press('j')
    await expect(take).toBeFocused()
    await keyboard.press('r')
    await expect(cards(page)).toHaveCount(2)
    await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeFocused()
    await leaveField(page)
    await keyboard.press('j')
    const download = page.waitForEvent('download')
    await keyboard.press('d')
    expect((await download).suggestedFilename()).toMatch(/\.mp4$/)
    await keyboard.press('Delete')
    await expect(page.getByRole('dialog')).toBeVisible()
    await keyboard.press('Tab')
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Delete' })).toBeVisible()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter')
    await expect(take).toHaveCount(0)
  })

  await test.step('all of it cleared, and back', async () => {
    await leaveField(page)
    await command(page, 'clear', () => keyboard.press('Enter'))
    await expect(cards(page)).toHaveCount(0)
    await leaveField(page)
    await keyboard.press('Control+z')
    await expect(cards(page)).toHaveCount(2)
    await expect(chips(page)).toHaveText([/@harbour/])
  })

  await test.step('theme and language', async () => {
    await leaveField(page)
    await keyboard.press('t')
    await expect(page.getByRole('menuitemradio').first()).toBeVisible()
    await keyboard.press('End')
    await keyboard.press('Enter')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await command(page, '中文', () => keyboard.press('Enter'))
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: '命令' })).toBeFocused()
    await keyboard.type('english')
    await keyboard.press('Enter')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB')
  })
})

test('the command menu is a combobox: filters, goes round, remembers, gives the focus back', async ({
  page,
}) => {
  await open(page)
  await page.keyboard.press('/')
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Commands' })
  await expect(field).toBeFocused()
  await expectNoViolations(page, 'command menu')
  const selected = page.locator('[role="option"][aria-selected="true"]')
  await expect(selected).toHaveText(/Write the prompt/)
  await expect(field).toHaveAttribute('aria-activedescendant', (await selected.getAttribute('id')) ?? '')
  await page.keyboard.press('ArrowUp')
  await expect(selected).toHaveText(/^Language: /)
  await page.keyboard.press('Home')
  await expect(selected).toHaveText(/Write the prompt/)
  await page.keyboard.type('xyz')
  await expect(page.getByText('No command is called “xyz”.')).toBeVisible()
  await expectNoViolations(page, 'command menu without a match')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeFocused()
  await command(page, '全部快捷键', () => page.keyboard.press('Enter'))
  const map = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(map).toBeVisible()
  await expectNoViolations(page, 'map of keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([/All keys/])
})

test('letters are letters where one writes, and while an input method composes', async ({ page }) => {
  await open(page)
  await page.keyboard.press('/')
  await page.keyboard.type('jt?e')
  await compose(page, ['n', 'ni'], '你')
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveText('jt?e你')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await leaveField(page)
  await page.keyboard.press('?')
  const letters = page.getByRole('switch', { name: /Keys without/ })
  await letters.press('Space')
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: 'Prompt' })).not.toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
})

test('two compositions in a hurry are two steps back', async ({ page }) => {
  await open(page)
  await page.keyboard.press('/')
  await compose(page, ['h', 'ha'], '海')
  await compose(page, ['c', 'chao'], '潮')
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveText('海潮')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await draftOf(page))?.prompt).toEqual([{ text: '海' }])
})

test('a key is taught once, after three presses by mouse', async ({ page }) => {
  await open(page)
  const bell = page.locator('[data-command="when_done"]')
  const lesson = page.locator('[data-lesson]')
  for (let press = 0; press < 3; press += 1) {
    await expect(lesson).toHaveCount(0)
    await bell.click()
  }
  await expect(lesson).toHaveText(/W$/)
  await expect(bell).toBeFocused()
  await expectNoViolations(page, 'a lesson')
  await page.keyboard.press('Escape')
  await expect(lesson).toHaveCount(0)
  await page.reload()
  await open(page)
  for (let press = 0; press < 6; press += 1) await bell.click()
  await expect(lesson).toHaveCount(0)
})

/** The page with its keys, which come after it. */
async function open(page: Page): Promise<void> {
  await page.goto('/')
  await editorOf(page)
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox')).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function command(page: Page, words: string, press: () => Promise<void>): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.insertText(words)
  await expect(page.locator('[role="option"][aria-selected="true"]')).toBeVisible()
  await press()
}

/** Out of the prompt, as Tab does. */
async function leaveField(page: Page): Promise<void> {
  const inField = () =>
    page.evaluate(
      () => document.activeElement?.matches('input[aria-label], textarea, [contenteditable]') ?? false,
    )
  for (let presses = 0; presses < 6 && (await inField()); presses += 1) await page.keyboard.press('Tab')
}

function cards(page: Page): Locator {
  return page.getByRole('region', { name: 'References' }).getByRole('listitem')
}

function namesOf(page: Page): Promise<string[]> {
  return cards(page)
    .getByRole('textbox')
    .evaluateAll((all) => all.map((one) => (one instanceof HTMLInputElement ? one.value : '')))
}
