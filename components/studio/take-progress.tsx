import { Progress } from '#components/ui/progress.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { useNow } from '#components/ui/use-now.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import { clock, span } from './format.ts'
import type { UsualTime } from './usual-time.ts'

/**
 * How far a take is, and nothing invented: the provider's own figure where it sends one, else the time it has waited and the time it has
 * been made, told apart, beside how long such takes usually took here.
 */
export function TakeProgress({
  generation,
  usual,
}: {
  generation: Generation
  usual: UsualTime | undefined
}) {
  const now = useNow(true)
  const { progress, problem, state } = generation
  return (
    <div className="relative flex size-full flex-col items-center justify-center gap-1 px-6 text-center">
      <p className="flex items-center gap-2 text-base font-medium">
        {state === 'uncertain' ? <span className="size-2 rounded-full bg-wait" /> : <Spinner />}
        {stateInWords(generation)}
        {progress !== undefined && <span className="tabular-nums">{Math.round(progress)} %</span>}
      </p>
      <p suppressHydrationWarning className="min-h-5 text-sm text-ink-2 tabular-nums">
        {timesInWords(generation, now)}
      </p>
      <p className="min-h-4 text-xs text-ink-3">
        {problem?.message ?? (usual && state !== 'saving' ? `Usually ${rangeInWords(usual)} here` : '')}
      </p>
      <Progress
        label={`${stateInWords(generation)}, progress`}
        {...(progress === undefined ? {} : { value: progress })}
        className="absolute inset-x-0 bottom-0 rounded-none"
      />
    </div>
  )
}

function timesInWords(
  { state, createdAt, submittedAt, startedAt, nextTryAt }: Generation,
  now: number,
): string {
  const next = nextTryAt !== undefined && nextTryAt > now ? ` · next try in ${span(nextTryAt - now)}` : ''
  if (state === 'queued' || state === 'submitting') return `${clock(now - createdAt)} so far${next}`
  if (state === 'saving') return next.replace(' · n', 'N') || 'Fetching it from the provider'
  if (state === 'uncertain') return `Sent ${clock(now - (submittedAt ?? createdAt))} ago${next}`
  const taken = submittedAt ?? createdAt
  const queue = `${clock((startedAt ?? now) - taken)} in the queue`
  return startedAt === undefined ? queue : `${clock(now - startedAt)} being made · ${queue}`
}

function rangeInWords({ from, to }: UsualTime): string {
  return span(from) === span(to) ? `about ${span(to)}` : `${span(from)} to ${span(to)}`
}
