'use client'
/** What can be done to a take: the call, the news it brings, and a sentence when it did not work. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { AppError } from '#lib/api/app-error.ts'
import { finalRecipe } from '#lib/generation/draft-final.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { askForChanges } from '#lib/queries/changes.ts'
import {
  cancelGeneration,
  createGenerations,
  deleteGeneration,
  resolveUncertain,
  retryGeneration,
} from '#lib/queries/generations.ts'
import type { Resolution } from '#lib/seedance/request.ts'
import { createPressKeys } from './press-keys.ts'

const WORDS = defineWords({
  en: {
    retried: 'A new take was started',
    finalMade: 'The full render was started',
    cancelling: 'Cancelling',
    sentAgain: 'It is sent again',
    givenUp: 'Given up',
    deleted: 'Deleted',
    copied: 'Error copied',
    notCopied: 'The browser didn’t allow copying',
    allowCopying: 'Allow the clipboard for this page.',
    failed: 'That did not work',
    unchanged: 'Nothing was changed. Try again.',
    report: {
      code: (code: string) => `Code: ${code}`,
      model: (model: string) => `Model: ${model}`,
      provider: (provider: string) => `Provider: ${provider}`,
      generation: (id: string) => `Generation: ${id}`,
      started: (time: string) => `Started: ${time}`,
    },
  },
  zh: {
    retried: '已开始生成新的一条',
    finalMade: '已开始生成正片',
    cancelling: '正在取消',
    sentAgain: '已重新发送',
    givenUp: '已放弃',
    deleted: '已删除',
    copied: '已复制错误信息',
    notCopied: '浏览器不允许复制',
    allowCopying: '请允许这个页面使用剪贴板。',
    failed: '操作没有成功',
    unchanged: '没有任何改动，请再试一次。',
    report: {
      code: (code) => `错误码：${code}`,
      model: (model) => `模型：${model}`,
      provider: (provider) => `服务商：${provider}`,
      generation: (id) => `生成编号：${id}`,
      started: (time) => `开始时间：${time}`,
    },
  },
})

export interface TakeActions {
  retry(generation: Generation): void
  makeFinal(generation: Generation, resolution: Resolution): void
  cancel(generation: Generation): void
  sendAgain(generation: Generation): void
  giveUp(generation: Generation): void
  remove(generation: Generation): void
  copyError(generation: Generation): void
}

export function useTakeActions(): TakeActions {
  const client = useQueryClient()
  const words = useWords(WORDS)
  const language = useLanguage()
  return useMemo(() => {
    const run = (work: Promise<unknown>, done: string) => {
      void work
        .then(
          () => announce(done),
          (error: unknown) => sayFailed(error, language),
        )
        .finally(askForChanges)
    }
    const keys = createPressKeys()
    return {
      retry: ({ id }) =>
        run(
          keys(`retry_${id}`, (idempotencyKey) => retryGeneration(client, id, { idempotencyKey })),
          words.retried,
        ),
      makeFinal: (draft, resolution) =>
        run(
          keys(`final_${draft.id}_${resolution}`, (key) => makeFinal(client, draft, resolution, key)),
          words.finalMade,
        ),
      cancel: ({ id }) => run(cancelGeneration(client, id), words.cancelling),
      sendAgain: ({ id }) => run(resolveUncertain(client, id, 'send_again'), words.sentAgain),
      giveUp: ({ id }) => run(resolveUncertain(client, id, 'give_up'), words.givenUp),
      remove: ({ id }) => run(deleteGeneration(client, id), words.deleted),
      copyError: (generation) => void copyError(generation, language),
    }
  }, [client, language, words])
}

async function makeFinal(
  client: QueryClient,
  { id, projectId, shotId, recipe }: Generation,
  resolution: Resolution,
  idempotencyKey: string,
): Promise<void> {
  const final = finalRecipe(id, recipe, { resolution })
  await createGenerations(client, { idempotencyKey, projectId, shotId, takes: 1, recipe: final })
}

/** Everything that somebody who is asked for help wants to know. */
function errorReport({ id, provider, recipe, problem, createdAt }: Generation, language: Language): string {
  const { report } = WORDS[language]
  return [
    problem?.message[language],
    report.code(problem?.providerCode ?? problem?.code ?? '-'),
    report.model(recipe.model),
    report.provider(provider),
    report.generation(id),
    report.started(new Date(createdAt).toISOString()),
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}

async function copyError(generation: Generation, language: Language): Promise<void> {
  const words = WORDS[language]
  const copied = await copyText(errorReport(generation, language))
  if (copied) notify({ kind: 'done', message: words.copied })
  else
    notify({
      kind: 'problem',
      message: words.notCopied,
      advice: words.allowCopying,
    })
}

function sayFailed(error: unknown, language: Language): void {
  const words = WORDS[language]
  notify({
    kind: 'problem',
    message: error instanceof AppError ? error.said[language] : words.failed,
    ...(error instanceof AppError && !error.retryable ? {} : { advice: words.unchanged }),
  })
}
