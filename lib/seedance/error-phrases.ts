/** What the sentences about errors have in common. */
import type { Sentence } from '#lib/language/language.ts'

export interface ErrorSentence {
  retryable: boolean
  message: Sentence
  advice: Sentence
}

export const NOT_STARTED = {
  en: 'Nothing was started and nothing is charged.',
  zh: '没有开始任何任务，也不计费。',
}
export const NOT_CHARGED = { en: 'Nothing is charged for it.', zh: '本次不计费。' }

/** Ends of sentences. */
export const EDIT_AND_GENERATE = {
  en: 'press Reuse, change it and generate again.',
  zh: '点“复用”，修改后再次生成。',
}
export const THEN_AGAIN = { en: 'then press Reuse and generate again.', zh: '然后点“复用”并再次生成。' }
