/** Does something to what is said of a clip, says what went wrong, and asks for how it is now. */
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Language } from '#lib/language/language.ts'

let listener: (() => void) | undefined

export function listenForReview(ask: () => void): () => void {
  listener = ask
  return () => {
    if (listener === ask) listener = undefined
  }
}

const FAILED: Record<Language, string> = { en: 'Nothing was changed', zh: '没有任何改动' }

/** Whether it is done. */
export async function tryReview(work: () => Promise<unknown>, language: Language): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    notify({ kind: 'problem', message: FAILED[language], advice: error.said[language] })
    return false
  } finally {
    listener?.()
  }
}
