import type { Page } from '@playwright/test'
import { MODELS } from '#lib/seedance/models.ts'

/** What stays as it is in every language: names, units, codes. */
const AS_IT_IS = [
  ...MODELS.map(({ label }) => label),
  'Seedreel',
  'Seedance',
  'npm start',
  'tokens',
  'token',
  'flex',
  'fps',
  'MB',
  'JSON',
  'curl',
  'JPEG',
  'PNG',
  'WebP',
  'MP4',
  'MOV',
  'WAV',
  'MP3',
  'https',
  'localhost',
  'Shift',
  'Ctrl',
  'Alt',
  'Esc',
  'Enter',
  'Home',
  'End',
  'PgUp',
  'PgDn',
  'Backspace',
]

/** What the sandbox says is English, and quoted as it was said. */
const OF_THE_PROVIDER = ['The output may contain sensitive information.']

/**
 * Latin words that stand where a person sees them or a screen reader says them: text, names, descriptions, tooltips and placeholders.
 * Leaves out what says that it is in another language (`lang`), code, and what people have written themselves.
 */
export async function foreignWords(page: Page): Promise<string[]> {
  const asItIs = [...AS_IT_IS, ...OF_THE_PROVIDER, ...(await prompts(page)), ...(await projects(page))]
  const longestFirst = asItIs.toSorted((one, other) => other.length - one.length)
  const seen = await page.evaluate(() => {
    const spoken = [
      'aria-label',
      'aria-description',
      'aria-valuetext',
      'title',
      'alt',
      'placeholder',
      'data-tip',
    ]
    const isForeign = (element: Element) =>
      element.closest('[lang|="en"], code, pre, script, style, [role="textbox"], textarea') !== null
    const said = new Set<string>()
    for (const element of document.body.querySelectorAll('*')) {
      if (isForeign(element) || !element.checkVisibility()) continue
      for (const name of spoken) said.add(element.getAttribute(name) ?? '')
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) said.add(node.textContent ?? '')
      }
    }
    return [...said]
  })
  return seen.flatMap((text) => {
    // Names of fields stand between backticks.
    const rest = longestFirst.reduce(
      (left, word) => left.replaceAll(word, ' '),
      text.replaceAll(/`[^`]*`/g, ' '),
    )
    return /[a-z]{3}/i.test(rest) ? [text.trim()] : []
  })
}

interface WrittenRecipe {
  prompt: { text?: string }[]
  references: { name: string }[]
}

/** Of every take in the list, whoever wrote them, with the names of their references. */
async function prompts(page: Page): Promise<string[]> {
  const answer = await page.request.get('/api/generations?limit=200')
  if (!answer.ok()) return []
  const { generations }: { generations: { recipe: WrittenRecipe }[] } = await answer.json()
  return generations.flatMap(({ recipe }) => [
    ...recipe.prompt.flatMap(({ text }) => text?.trim() || []),
    ...recipe.references.map(({ name }) => name),
  ])
}

async function projects(page: Page): Promise<string[]> {
  const answer = await page.request.get('/api/projects')
  if (!answer.ok()) return []
  const { projects: all }: { projects: { name: string }[] } = await answer.json()
  return all.map(({ name }) => name)
}
