import { CircleHelp } from 'lucide-react'
import { useSay, useWords } from '#components/ui/language.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { useNow } from '#components/ui/use-now.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import { WORDY_STAGE } from './take-problem.tsx'
import { UncertainActions, type TakeHandlers } from './take-actions-row.tsx'
import { useFormat } from './use-format.ts'

const WORDS = defineWords({
  en: {
    noAnswer: 'It was sent, but the provider’s answer never came.',
    maybeTaken:
      'It may have been taken. Sending it again could be charged twice; giving up could leave a clip behind.',
    lookingAgain: (time: string) => `Looking again in ${time}`,
    lookingNow: 'Looking at the provider’s list',
    looking: 'Looking for it',
  },
  zh: {
    noAnswer: '请求已发出，但没有收到服务商的回复。',
    maybeTaken: '服务商可能已经接受。重新发送可能重复计费；放弃则可能丢下一条成片。',
    lookingAgain: (time) => `${time}后再次查找`,
    lookingNow: '正在查看服务商的任务列表',
    looking: '正在查找',
  },
})

/** The answer to a paid call was lost. It is being looked for; a person may decide earlier, and is told what that means. */
export function UncertainStage({ generation, handlers }: { generation: Generation; handlers: TakeHandlers }) {
  const words = useWords(WORDS)
  const say = useSay()
  const format = useFormat()
  const now = useNow(true)
  const { problem, nextTryAt } = generation
  const isLooking = nextTryAt !== undefined
  return (
    <div className={`relative bg-stage ${WORDY_STAGE}`}>
      <div className="flex min-h-0 flex-1 scrollbar-quiet flex-col justify-center-safe gap-1.5 px-5 py-4 sm:overflow-y-auto">
        <p className="flex items-center gap-1.5 text-xs font-semibold text-wait">
          <CircleHelp aria-hidden size={14} />
          {say(stateInWords(generation))}
        </p>
        <p className="text-base font-medium text-pretty">{problem ? say(problem.message) : words.noAnswer}</p>
        <p className="text-sm text-pretty text-ink-2">{problem ? say(problem.advice) : words.maybeTaken}</p>
        <div className="flex flex-wrap items-center gap-1 pt-1">
          <UncertainActions generation={generation} handlers={handlers} />
          {isLooking && (
            <span suppressHydrationWarning className="ml-1 text-xs text-ink-3 tabular-nums">
              {nextTryAt > now ? words.lookingAgain(format.span(nextTryAt - now)) : words.lookingNow}
            </span>
          )}
        </div>
      </div>
      {isLooking && <Progress label={words.looking} className="absolute inset-x-0 bottom-0 rounded-none" />}
    </div>
  )
}
