import { Ban, CircleAlert, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Generation } from '#lib/generation/generation.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'

/** What happened, what it means for the work, and what to press (the buttons come from the caller). */
export function TakeProblem({ generation, children }: { generation: Generation; children: ReactNode }) {
  const { problem, state } = generation
  const { Icon, tone } = LOOKS[state === 'cancelled' || state === 'expired' ? state : 'failed']
  return (
    <div className="flex size-full scrollbar-quiet flex-col justify-center gap-1.5 overflow-y-auto px-5 py-4">
      <p className={`flex items-center gap-1.5 text-xs font-semibold ${tone}`}>
        <Icon aria-hidden size={14} />
        {stateInWords(generation)}
      </p>
      <p className="text-base font-medium text-pretty">
        {problem?.message ?? WITHOUT_PROBLEM[state] ?? 'It ended without a clip.'}
      </p>
      {problem !== undefined && <p className="text-sm text-pretty text-ink-2">{problem.advice}</p>}
      <div className="-ml-2 flex flex-wrap gap-1 pt-1">{children}</div>
    </div>
  )
}

const LOOKS = {
  failed: { Icon: CircleAlert, tone: 'text-bad' },
  cancelled: { Icon: Ban, tone: 'text-ink-2' },
  expired: { Icon: Clock, tone: 'text-wait' },
}

const WITHOUT_PROBLEM: Partial<Record<Generation['state'], string>> = {
  cancelled: 'Cancelled before it was made. Nothing was charged for it.',
  expired: 'The provider gave up on it before it began.',
}
