/** What a person does at the studio, found by what is the same in every language. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Locator, Page } from 'playwright'
import type { ShortcutId } from '#components/studio/commands/shortcuts.ts'
import { photograph, type Look } from './camera.ts'

export interface Desk {
  page: Page
  look: Look
  press(command: ShortcutId): Promise<void>
  prompt(): Promise<Locator>
  write(text: string): Promise<void>
  attach(...paths: readonly string[]): Promise<void>
  /** Drags over the page. With `drop` it lets go. */
  drag(path: string, type: string, drop?: 'drop'): Promise<void>
  /** The page anew, with nothing open and the draft that is stored. */
  reload(): Promise<void>
  /** The beginning of the composer. */
  top(): Promise<void>
  /** An empty composer. */
  clear(): Promise<void>
  shoot(state: string): Promise<void>
}

export function deskAt(page: Page, look: Look): Desk {
  const prompt = async () => {
    const editor = page.locator('.cm-content')
    await editor.waitFor()
    return editor
  }
  const reload = async () => {
    await page.reload()
    await prompt()
    // The foot of the composer and the takes come after the prompt.
    await page.locator('[data-command=generate]').waitFor()
    await page.waitForLoadState('networkidle')
  }
  return {
    page,
    look,
    press: (command) => page.locator(`[data-command=${command}]`).first().click(),
    prompt,
    write: async (text) => {
      const editor = await prompt()
      await editor.click()
      await page.keyboard.press('Control+a')
      await page.keyboard.type(text)
    },
    attach: async (...paths) => {
      const cards = page.locator('[data-reference]')
      const before = await cards.count()
      await page.setInputFiles('input[type=file][multiple]', [...paths])
      await cards.nth(before + paths.length - 1).waitFor()
      await page.waitForLoadState('networkidle')
    },
    drag: (path, type, drop) => drag(page, path, type, drop),
    reload,
    top: async () => {
      await page.evaluate(() => scrollTo(0, 0))
      await page.locator('[data-command=model]').scrollIntoViewIfNeeded()
    },
    clear: async () => {
      await page.evaluate(() => {
        localStorage.clear()
        window.addEventListener('pagehide', () => localStorage.clear())
      })
      await reload()
    },
    shoot: (state) => photograph(page, look, state),
  }
}

async function drag(page: Page, path: string, type: string, drop?: 'drop'): Promise<void> {
  const file = { base64: (await readFile(path)).toString('base64'), name: basename(path), type }
  const dataTransfer = await page.evaluateHandle((given) => {
    const bytes = Uint8Array.from(atob(given.base64), (letter) => letter.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], given.name, { type: given.type }))
    return data
  }, file)
  await page.dispatchEvent('main', 'dragenter', { dataTransfer })
  const layer = page.locator('[data-drop-layer]')
  await layer.waitFor()
  await layer.dispatchEvent('dragover', { dataTransfer })
  if (drop) await layer.dispatchEvent('drop', { dataTransfer })
}
