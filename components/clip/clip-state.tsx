'use client'
import { Clipboard, RotateCcw, X } from 'lucide-react'
import { TakeProblem } from '#components/studio/take-problem.tsx'
import { TakeProgress } from '#components/studio/take-progress.tsx'
import { Button, IconButton } from '#components/ui/button.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { useLanguage, useSay, useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import type { ClipDetail } from '#lib/api/clips.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { allowedActions, isFinal } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    retry: 'Retry',
    cancel: 'Cancel',
    sendAgain: 'Send it again',
    giveUp: 'Give up',
    copyError: 'Copy error',
    copied: 'Error copied',
  },
  zh: {
    retry: '重试',
    cancel: '取消',
    sendAgain: '重新发送',
    giveUp: '放弃',
    copyError: '复制错误信息',
    copied: '已复制错误信息',
  },
})

const orders = () => import('./take-orders.ts')

/** Where there is no clip: how far it is, or how it ended and what to press. */
export default function ClipState({ clip: { generation } }: { clip: ClipDetail }) {
  return (
    <div className="absolute inset-0 flex flex-col bg-stage">
      {isFinal(generation.state) ? (
        <div className="m-auto flex max-h-full w-full max-w-130 flex-col">
          <TakeProblem generation={generation}>
            <EndActions generation={generation} />
          </TakeProblem>
        </div>
      ) : (
        <>
          <div className="relative min-h-0 flex-1">
            <TakeProgress generation={generation} usual={undefined} />
          </div>
          <GoingActions generation={generation} />
        </>
      )}
    </div>
  )
}

function EndActions({ generation }: { generation: Generation }) {
  const words = useWords(WORDS)
  const say = useSay()
  const language = useLanguage()
  const allowed = allowedActions(generation)
  const { problem, id } = generation
  const copy = async () => {
    if (!problem) return
    const text = `${say(problem.message)}\n${problem.providerCode ?? problem.code}\n${id}`
    if (await copyText(text)) notify({ kind: 'done', message: words.copied })
  }
  return (
    <>
      {allowed.includes('retry') && (
        <Button
          variant="quiet"
          size="sm"
          className="text-ink"
          onClick={() => void orders().then(({ retryTake }) => retryTake(generation, language))}
        >
          <RotateCcw aria-hidden size={14} />
          {words.retry}
        </Button>
      )}
      {allowed.includes('copy_error') && (
        <IconButton size="sm" label={words.copyError} className="size-7" onClick={() => void copy()}>
          <Clipboard size={14} />
        </IconButton>
      )}
    </>
  )
}

function GoingActions({ generation }: { generation: Generation }) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const allowed = allowedActions(generation)
  const settle = (decision: 'send_again' | 'give_up') =>
    void orders().then(({ settleTake }) => settleTake(generation, decision, language))
  return (
    <div className="flex justify-center gap-2 p-4 empty:hidden">
      {allowed.includes('cancel') && (
        <Button onClick={() => void orders().then(({ cancelTake }) => cancelTake(generation, language))}>
          <X aria-hidden size={14} />
          {words.cancel}
        </Button>
      )}
      {allowed.includes('send_again') && (
        <Button onClick={() => settle('send_again')}>{words.sendAgain}</Button>
      )}
      {allowed.includes('give_up') && (
        <Button variant="quiet" onClick={() => settle('give_up')}>
          {words.giveUp}
        </Button>
      )}
    </div>
  )
}
