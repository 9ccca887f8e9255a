/** What is asked of the server for a take right from its page. Each says what became of it, and shows the shot as it is then. */
import { createPressKeys } from '#components/studio/press-keys.ts'
import { announce } from '#components/ui/announcer.tsx'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import { finalRecipe } from '#lib/generation/draft-final.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import {
  cancelGeneration,
  createGenerations,
  resolveUncertain,
  retryGeneration,
} from '#lib/queries/generations.ts'
import { queryClient } from '#lib/queries/query-client.ts'
import type { Resolution } from '#lib/seedance/request.ts'
import { loadClip } from './clip-store.ts'

const WORDS = defineWords({
  en: {
    retried: 'A new take was started. It is the last one in the strip.',
    finalMade: 'The full render was started. It is the last one in the strip.',
    cancelling: 'Cancelling',
    sentAgain: 'It is sent again',
    givenUp: 'Given up',
    failed: 'That did not work',
    unchanged: 'Nothing was changed. Try again.',
  },
  zh: {
    retried: '已开始生成新的一条，排在最后。',
    finalMade: '已开始生成正片，排在最后。',
    cancelling: '正在取消',
    sentAgain: '已重新发送',
    givenUp: '已放弃',
    failed: '操作没有成功',
    unchanged: '没有任何改动，请再试一次。',
  },
})

/** One press, one key, kept until an answer is there. */
const keys = createPressKeys()

export function retryTake({ id }: Generation, language: Language): Promise<void> {
  const work = () =>
    keys(`retry_${id}`, (idempotencyKey) => retryGeneration(queryClient(), id, { idempotencyKey }))
  return carryOut(id, work, { message: WORDS[language].retried, isNews: true }, language)
}

export function makeFinal(
  { id, projectId, shotId, recipe }: Generation,
  resolution: Resolution,
  language: Language,
): Promise<void> {
  const final = finalRecipe(id, recipe, { resolution })
  const work = () =>
    keys(`final_${id}_${resolution}`, (idempotencyKey) =>
      createGenerations(queryClient(), { idempotencyKey, projectId, shotId, takes: 1, recipe: final }),
    )
  return carryOut(id, work, { message: WORDS[language].finalMade, isNews: true }, language)
}

export function cancelTake({ id }: Generation, language: Language): Promise<void> {
  const work = () => cancelGeneration(queryClient(), id)
  return carryOut(id, work, { message: WORDS[language].cancelling, isNews: false }, language)
}

export function settleTake(
  { id }: Generation,
  decision: 'send_again' | 'give_up',
  language: Language,
): Promise<void> {
  const words = WORDS[language]
  const message = decision === 'send_again' ? words.sentAgain : words.givenUp
  return carryOut(
    id,
    () => resolveUncertain(queryClient(), id, decision),
    { message, isNews: false },
    language,
  )
}

/** News are shown: they may be out of sight. What changes under the hand is only told to screen readers. */
async function carryOut(
  id: string,
  work: () => Promise<unknown>,
  { message, isNews }: { message: string; isNews: boolean },
  language: Language,
): Promise<void> {
  try {
    await work()
    if (isNews) notify({ kind: 'done', message })
    else announce(message)
  } catch (error) {
    const words = WORDS[language]
    notify({
      kind: 'problem',
      message: error instanceof AppError ? error.said[language] : words.failed,
      ...(error instanceof AppError && !error.retryable ? {} : { advice: words.unchanged }),
    })
  }
  await loadClip(id).catch(() => undefined)
}
