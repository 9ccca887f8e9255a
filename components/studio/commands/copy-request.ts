import { QueryClient } from '@tanstack/react-query'
import { copyText } from '#components/ui/copy-text.ts'
import { notify } from '#components/ui/notify.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { previewQuery } from '#lib/queries/preview.ts'
import type { Draft } from '../draft.ts'
import { recipeOf } from '../recipe.ts'
import { requestAsCurl, requestAsJson } from '../request-text.ts'

const WORDS = defineWords({
  en: {
    copied: { json: 'The request was copied as JSON', curl: 'The request was copied as curl' },
    refused: 'The browser didn’t allow copying',
    refusedAdvice: 'Allow the clipboard for this page, or open the exact request and copy it there.',
    failed: 'The server could not say what it would send',
    failedAdvice: 'Nothing was sent or copied. Try again.',
  },
  zh: {
    copied: { json: '请求已复制为 JSON', curl: '请求已复制为 curl' },
    refused: '浏览器不允许复制',
    refusedAdvice: '请允许此页面使用剪贴板，或打开请求后在那里复制。',
    failed: '服务器没能给出将要发送的内容',
    failedAdvice: '什么都没有发送，也没有复制。请再试一次。',
  },
})

/** As the dialog of the exact request shows it. */
export async function copyRequest(draft: Draft, as: 'json' | 'curl', language: Language): Promise<void> {
  const words = WORDS[language]
  try {
    const preview = await new QueryClient().fetchQuery(previewQuery(recipeOf(draft)))
    const copied = await copyText(as === 'json' ? requestAsJson(preview) : requestAsCurl(preview))
    if (copied) notify({ kind: 'done', message: words.copied[as] })
    else notify({ kind: 'problem', message: words.refused, advice: words.refusedAdvice })
  } catch {
    notify({ kind: 'problem', message: words.failed, advice: words.failedAdvice })
  }
}
