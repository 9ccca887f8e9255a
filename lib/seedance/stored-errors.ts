/** Explanations that were written down when there was English alone, in both languages as far as the sentences are still ours. */
import { asSaid, inSequence, type Sentence } from '#lib/language/language.ts'
import { adviceForTask, explainOwnError, providersWords } from './error-codes.ts'
import { ERROR_SENTENCES, type OurCode } from './error-sentences.ts'

interface StoredExplanation {
  code: string
  message: string
  advice: string
  field?: string
}

export function explainStored(stored: StoredExplanation): { message: Sentence; advice: Sentence } {
  const { code, message, advice, field } = stored
  if (!isOurCode(code)) return { message: asSaid(message), advice: asSaid(advice) }
  const ours = explainOwnError(code, undefined, field)
  const sentences = [ours.advice, adviceForTask(ours)]
  return {
    message: withTail(ours.message, message),
    advice: sentences.find(({ en }) => en === advice) ?? asSaid(advice),
  }
}

/** What stands behind our sentence is the provider's, or a detail that was English. */
function withTail(ours: Sentence, stored: string): Sentence {
  if (stored === ours.en) return ours
  if (!stored.startsWith(`${ours.en} `)) return asSaid(stored)
  const tail = stored.slice(ours.en.length + 1)
  const words = /^The provider’s words: “(.*)”$/s.exec(tail)?.[1]
  return inSequence(ours, words === undefined ? asSaid(tail) : providersWords(words))
}

function isOurCode(code: string): code is OurCode {
  return Object.hasOwn(ERROR_SENTENCES, code)
}
