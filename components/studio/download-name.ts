/** The name a clip has in somebody's downloads folder: what it shows, which take, which model. */
import type { Generation } from '#lib/generation/generation.ts'
import { isRemakeable } from '#lib/generation/lifecycle.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { promptInWords } from './recipe.ts'

const WORDS = defineWords({
  en: { untitled: 'Untitled', take: (take: number) => `take ${take}` },
  zh: { untitled: '未命名', take: (take) => `第 ${take} 条` },
})

const LONGEST_TITLE = 48

export function downloadName(generation: Generation, language: Language): string {
  const words = WORDS[language]
  const title = titleOf(promptInWords(generation.recipe).replaceAll('@', '')) || words.untitled
  const { settings, model } = generation.recipe
  const extension = settings.outputFormat ?? generation.clip?.format ?? 'mp4'
  const take = words.take(generation.take)
  // What was imported or joined has its title for a name, and no model.
  const parts = isRemakeable(generation) ? [title, take, modelOrLoosest(model).model.label] : [title]
  return `${parts.join(' - ')}.${extension}`.replaceAll(FORBIDDEN, ' ')
}

/** The clip's address, answering with that name. */
export function downloadAddress(
  generation: Generation,
  origin: string,
  language: Language,
): string | undefined {
  if (!generation.clip) return undefined
  const address = new URL(generation.clip.downloadUrl, origin)
  address.searchParams.set('name', downloadName(generation, language))
  return address.pathname + address.search
}

/** Characters that a file name can't have on Windows, macOS or Linux, and control characters. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\\/:*?"<>|\u0000-\u001f\u007f]/g

/** The first words of the prompt, cut between two words. */
export function titleOf(prompt: string): string {
  const line = prompt.replaceAll(FORBIDDEN, ' ').replaceAll(/\s+/g, ' ').trim()
  if (line.length <= LONGEST_TITLE) return line.replace(/[.,;]+$/, '')
  const cut = line.slice(0, LONGEST_TITLE + 1)
  const space = cut.lastIndexOf(' ')
  return cut.slice(0, space > 16 ? space : LONGEST_TITLE).replace(/[.,;\s]+$/, '')
}
