import { Ban, CircleAlert, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSay, useWords } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import { defineWords } from '#lib/language/language.ts'

interface EndWords extends Partial<Record<Generation['state'], string>> {
  other: string
}

/** For ends without a problem of their own. */
const WORDS = defineWords<EndWords>({
  en: {
    cancelled: 'Cancelled before it was made. Nothing was charged for it.',
    expired: 'The provider gave up on it before it began.',
    other: 'It ended without a clip.',
  },
  zh: {
    cancelled: '生成前已取消，没有产生费用。',
    expired: '服务商在开始前放弃了这个任务。',
    other: '已结束，没有成片。',
  },
})

/** 16:9 as all stages; on a phone, where nothing stands beside it, it grows with its words instead of scrolling. */
export const WORDY_STAGE = 'flex aspect-video flex-col sm:overflow-hidden'

/** What happened, what it means for the work, and what to press (the buttons come from the caller). */
export function TakeProblem({ generation, children }: { generation: Generation; children: ReactNode }) {
  const words = useWords(WORDS)
  const say = useSay()
  const { problem, state } = generation
  const { Icon, tone } = LOOKS[state === 'cancelled' || state === 'expired' ? state : 'failed']
  return (
    <div className="flex min-h-0 flex-1 scrollbar-quiet flex-col justify-center-safe gap-1.5 px-5 py-4 sm:overflow-y-auto">
      <p className={`flex items-center gap-1.5 text-xs font-semibold ${tone}`}>
        <Icon aria-hidden size={14} />
        {say(stateInWords(generation))}
      </p>
      <p className="text-base font-medium text-pretty">
        {problem ? say(problem.message) : (words[state] ?? words.other)}
      </p>
      {problem !== undefined && <p className="text-sm text-pretty text-ink-2">{say(problem.advice)}</p>}
      <div className="-ml-2 flex flex-wrap gap-1 pt-1">{children}</div>
    </div>
  )
}

const LOOKS = {
  failed: { Icon: CircleAlert, tone: 'text-bad' },
  cancelled: { Icon: Ban, tone: 'text-ink-2' },
  expired: { Icon: Clock, tone: 'text-wait' },
}
