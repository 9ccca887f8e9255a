/** How a clip is called in words. Pure. */
import { titleOf } from '#components/studio/download-name.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { plainText } from '#lib/prompt/mentions.ts'

const WORDS = defineWords({
  en: { untitled: 'Untitled', take: (title: string, take: number) => `${title}, take ${take}` },
  zh: { untitled: '未命名', take: (title, take) => `${title}，第 ${take} 条` },
})

/** The first words of its prompt. */
export function clipTitle({ recipe }: Pick<Generation, 'recipe'>, language: Language): string {
  return titleInWords(plainText(recipe.prompt, recipe.references), language)
}

export function titleInWords(prompt: string, language: Language): string {
  return titleOf(prompt.replaceAll('@', '')) || WORDS[language].untitled
}

/** Title and take: tells one version from another. */
export function clipName(generation: Pick<Generation, 'recipe' | 'take'>, language: Language): string {
  return WORDS[language].take(clipTitle(generation, language), generation.take)
}

export function cardName({ prompt, take }: { prompt: string; take: number }, language: Language): string {
  return WORDS[language].take(titleInWords(prompt, language), take)
}
