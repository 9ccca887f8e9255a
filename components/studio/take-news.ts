/** What a screen reader says when takes change. Pure. */
import type { Generation } from '#lib/generation/generation.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import { defineWords, type Language } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    news: (take: number, state: string) => `Take ${take}: ${state}.`,
    failed: (take: number, state: string, reason: string) => `Take ${take}: ${state}: ${reason}`,
  },
  zh: {
    news: (take, state) => `第 ${take} 条：${state}。`,
    failed: (take, state, reason) => `第 ${take} 条：${state}。${reason}`,
  },
})

/** Undefined when nothing worth hearing happened: a figure that moved is not. */
export function newsInWords(
  before: ReadonlyMap<string, Generation>,
  now: readonly Generation[],
  language: Language,
): string | undefined {
  const changed = now.filter((generation) => {
    const old = before.get(generation.id)
    return old !== undefined && stateInWords(old).en !== stateInWords(generation).en
  })
  if (changed.length === 0) return undefined
  return changed.map((generation) => sentence(generation, language)).join(' ')
}

function sentence(generation: Generation, language: Language): string {
  const words = WORDS[language]
  const { take, state, problem } = generation
  const said = stateInWords(generation)[language]
  return problem && state === 'failed'
    ? words.failed(take, said, problem.message[language])
    : words.news(take, said)
}
