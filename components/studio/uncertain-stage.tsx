import { CircleHelp } from 'lucide-react'
import { Progress } from '#components/ui/progress.tsx'
import { useNow } from '#components/ui/use-now.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import { span } from './format.ts'
import { UncertainActions, type TakeHandlers } from './take-actions-row.tsx'

/** The answer to a paid call was lost. It is being looked for; a person may decide earlier, and is told what that means. */
export function UncertainStage({ generation, handlers }: { generation: Generation; handlers: TakeHandlers }) {
  const now = useNow(true)
  const { problem, nextTryAt } = generation
  const isLooking = nextTryAt !== undefined
  return (
    <div className="relative aspect-video overflow-hidden bg-stage">
      <div className="flex size-full scrollbar-quiet flex-col justify-center gap-1.5 overflow-y-auto px-5 py-4">
        <p className="flex items-center gap-1.5 text-xs font-semibold text-wait">
          <CircleHelp aria-hidden size={14} />
          {stateInWords(generation)}
        </p>
        <p className="text-base font-medium text-pretty">
          {problem?.message ?? 'It was sent, but the provider’s answer never came.'}
        </p>
        <p className="text-sm text-pretty text-ink-2">
          {problem?.advice ??
            'It may have been taken. Sending it again could be charged twice; giving up could leave a clip behind.'}
        </p>
        <div className="flex flex-wrap items-center gap-1 pt-1">
          <UncertainActions generation={generation} handlers={handlers} />
          {isLooking && (
            <span suppressHydrationWarning className="ml-1 text-xs text-ink-3 tabular-nums">
              {nextTryAt > now
                ? `Looking again in ${span(nextTryAt - now)}`
                : 'Looking at the provider’s list'}
            </span>
          )}
        </div>
      </div>
      {isLooking && <Progress label="Looking for it" className="absolute inset-x-0 bottom-0 rounded-none" />}
    </div>
  )
}
