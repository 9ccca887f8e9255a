'use client'
/** One press, one key. A press whose answer was lost keeps its key, so pressing again can't pay twice. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useLanguage } from '#components/ui/language.tsx'
import { randomId } from '#components/ui/random-id.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import type { Sentence } from '#lib/language/language.ts'
import { afterRest } from './after-rest.ts'
import type { Draft } from './draft.ts'

const loadSend = () => import('./send-press.ts')

const NOT_SENT: Sentence = {
  en: 'It could not be sent. Nothing was charged; press Generate again.',
  zh: '没能发送出去，未产生费用；请再按一次“生成”。',
}

export interface Generate {
  press(draft: Draft): void
  isSending: boolean
  /** What the server said to the last press, until the next one. */
  failure: { message: Sentence; problems: readonly Problem[]; isAsked?: boolean } | undefined
  dismiss(): void
}

export function useGenerate(projectId: string, onStarted: () => void): Generate {
  const language = useLanguage()
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<Generate['failure']>()
  const last = useRef<{ key: string; body: string } | undefined>(undefined)
  const busy = useRef(false)
  useEffect(() => afterRest(() => void loadSend()), [])

  const send = useCallback(
    async (draft: Draft) => {
      const { requestOfPress, sendPress } = await loadSend()
      const request = requestOfPress(draft, projectId)
      const body = JSON.stringify(request)
      // The same request after a lost answer is the same press.
      const key = last.current?.body === body ? last.current.key : `press_${randomId()}`
      last.current = { key, body }
      const refusal = await sendPress(request, key, language)
      if (!refusal || refusal.isFinal) last.current = undefined
      if (refusal) setFailure(refusal)
      else onStarted()
    },
    [language, onStarted, projectId],
  )
  const press = useCallback(
    (draft: Draft) => {
      if (busy.current) return
      busy.current = true
      setSending(true)
      setFailure(undefined)
      void send(draft)
        .catch(() => setFailure({ message: NOT_SENT, problems: [] }))
        .finally(() => {
          busy.current = false
          setSending(false)
        })
    },
    [send],
  )
  return { press, isSending, failure, dismiss: useCallback(() => setFailure(undefined), []) }
}
