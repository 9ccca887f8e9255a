'use client'
/** What can be done to everything that one press has started. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { useLanguage } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { BUDGETS } from '#lib/queries/budget.ts'
import { askForChanges } from '#lib/queries/changes.ts'
import { cancelBatch, retryBatch } from '#lib/queries/generations.ts'
import { createPressKeys } from './press-keys.ts'

const WORDS = defineWords({
  en: {
    cancelled: (count: number) =>
      count === 0
        ? 'Nothing of it can be cancelled any more'
        : count === 1
          ? 'One take is cancelled'
          : `${count} takes are cancelled`,
    retried: (count: number) => (count === 1 ? 'A new take was started' : `${count} new takes were started`),
    failed: 'That did not work',
    unchanged: 'Nothing was changed. Try again.',
  },
  zh: {
    cancelled: (count) => (count === 0 ? '已经没有可以取消的' : `正在取消 ${count} 条`),
    retried: (count) => `已重新开始 ${count} 条`,
    failed: '操作没有成功',
    unchanged: '没有任何改动，请再试一次。',
  },
})

export interface BatchActions {
  cancel(batchId: string): void
  retry(batchId: string): void
}

export function useBatchActions(): BatchActions {
  const client = useQueryClient()
  const language = useLanguage()
  return useMemo(() => {
    const words = WORDS[language]
    const keys = createPressKeys()
    const run = async (work: Promise<readonly unknown[]>, done: (count: number) => string) => {
      try {
        announce(done((await work).length))
        void client.invalidateQueries({ queryKey: BUDGETS })
      } catch (error) {
        sayFailed(error, language)
      } finally {
        askForChanges()
      }
    }
    return {
      cancel: (id) => void run(cancelBatch(client, id), words.cancelled),
      retry: (id) =>
        void run(
          keys(id, (idempotencyKey) => retryBatch(client, id, { idempotencyKey })),
          words.retried,
        ),
    }
  }, [client, language])
}

function sayFailed(error: unknown, language: Language): void {
  const words = WORDS[language]
  const isOurs = error instanceof AppError
  notify({
    kind: 'problem',
    message: isOurs ? error.said[language] : words.failed,
    ...(isOurs && !error.retryable ? {} : { advice: words.unchanged }),
  })
}
