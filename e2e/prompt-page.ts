import { type CDPSession, type Locator, type Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** The prompt once the editor has taken over from the textarea. */
export async function editorOf(page: Page): Promise<Locator> {
  await page.locator('.cm-content').waitFor()
  return page.getByRole('textbox', { name: 'Prompt' })
}

/** Puts references into the stored draft, as if they had been there since yesterday. */
export async function openWith(page: Page, names: readonly string[], prompt = ''): Promise<Locator> {
  await page.goto('/')
  const editor = await editorOf(page)
  const references = names.map((name, index) => ({
    id: `ref_${index + 1}`,
    name,
    kind: 'image',
    role: 'reference_image',
    url: `https://example.com/${index + 1}.png`,
  }))
  await editor.click()
  await editor.pressSequentially('.')
  await expect.poll(() => draftOf(page)).toMatchObject({ prompt: [{ text: '.' }] })
  await page.evaluate(
    ({ references, prompt }) => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('seedreel.draft.'))
      if (key === undefined) throw new Error('No draft was stored')
      const draft: unknown = JSON.parse(localStorage.getItem(key) ?? '')
      const parts = prompt === '' ? [] : [{ text: prompt }]
      // Written while the page goes: it stores its own draft on the way out.
      window.addEventListener('pagehide', () =>
        localStorage.setItem(key, JSON.stringify(Object.assign({}, draft, { references, prompt: parts }))),
      )
    },
    { references, prompt },
  )
  await page.reload()
  return editorOf(page)
}

interface StoredDraft {
  prompt: ({ text: string } | { mention: string })[]
  references: { id: string; name: string }[]
}

/** What a reload would find. */
export async function draftOf(page: Page): Promise<StoredDraft | undefined> {
  return page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('seedreel.draft.'))
    const text = key === undefined ? null : localStorage.getItem(key)
    return text === null ? undefined : JSON.parse(text)
  })
}

/** The prompt with each chip as `<id>`: what the page shows and what it is bound to, at once. */
export async function expectPrompt(page: Page, wanted: string): Promise<void> {
  const read = async () => {
    const draft = await draftOf(page)
    return draft?.prompt.map((part) => ('text' in part ? part.text : `<${part.mention}>`)).join('')
  }
  await expect.poll(read).toBe(wanted)
}

export function chips(page: Page): Locator {
  return page.locator('[data-chip]')
}

/** As an input method does it: each step replaces what is being composed, the last is what is meant. */
export async function compose(page: Page, steps: readonly string[], final: string): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page)
  for (const text of steps) {
    await session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  }
  await session.send('Input.insertText', { text: final })
  await session.detach()
}
