import { Progress } from '#components/ui/progress.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { useNow } from '#components/ui/use-now.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import type { UsualTime } from '#lib/generation/usual-time.ts'
import { clock, span, spanRange } from './format.ts'

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
        {problem?.message ?? (usual ? usualInWords(generation, usual, now) : '')}
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

const WORDS = {
  whole: (range: string) => `Usually ${range} here`,
  queue: (queue: string, making: string) => `Usually ${queue} in the queue, then ${making} being made`,
  making: (range: string) => `Being made usually takes ${range} here`,
  longer: (range: string) => `Longer than usual: most such takes were done after ${range}`,
}

/** The range of the stretch that the take is in, where the history tells the two apart; overdue is said, not hidden. */
function usualInWords(
  { state, submittedAt, startedAt }: Generation,
  { whole, queue, making }: UsualTime,
  now: number,
): string {
  if (state === 'saving' || state === 'uncertain') return ''
  if (submittedAt !== undefined && now - submittedAt > whole.to) return WORDS.longer(spanRange(whole))
  if (!queue || !making) return WORDS.whole(spanRange(whole))
  if (startedAt !== undefined) return WORDS.making(spanRange(making))
  return WORDS.queue(spanRange(queue), spanRange(making))
}
