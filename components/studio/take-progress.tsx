import { useSay, useWords } from '#components/ui/language.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { useNow } from '#components/ui/use-now.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { isOwnMaker } from '#lib/generation/made-here.ts'
import { stateInWords } from '#lib/generation/lifecycle.ts'
import type { UsualTime } from '#lib/generation/usual-time.ts'
import { useFormat, type Format } from './use-format.ts'

const WORDS = defineWords({
  en: {
    progress: (state: string) => `${state}, progress`,
    soFar: (time: string) => `${time} so far`,
    nextTry: (time: string) => `next try in ${time}`,
    fetching: 'Fetching it from the provider',
    fetchingAgain: (time: string) => `Next try in ${time}`,
    sent: (time: string) => `Sent ${time} ago`,
    inQueue: (time: string) => `${time} in the queue`,
    beingMade: (time: string) => `${time} being made`,
    usually: (range: string) => `Usually ${range} here`,
    usuallyBoth: (queue: string, making: string) =>
      `Usually ${queue} in the queue, then ${making} being made`,
    usuallyMaking: (range: string) => `Being made usually takes ${range} here`,
    longer: (range: string) => `Longer than usual: most such takes were done after ${range}`,
  },
  zh: {
    progress: (state) => `${state}，进度`,
    soFar: (time) => `已等待 ${time}`,
    nextTry: (time) => `${time}后重试`,
    fetching: '正在从服务商取回',
    fetchingAgain: (time) => `${time}后重试`,
    sent: (time) => `发出已 ${time}`,
    inQueue: (time) => `排队 ${time}`,
    beingMade: (time) => `生成 ${time}`,
    usually: (range) => `这里通常需要 ${range}`,
    usuallyBoth: (queue, making) => `通常排队 ${queue}，再生成 ${making}`,
    usuallyMaking: (range) => `这里生成通常需要 ${range}`,
    longer: (range) => `比平时久：这类任务大多在 ${range}内完成`,
  },
})
type ProgressWords = (typeof WORDS)['en']

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
  const words = useWords(WORDS)
  const say = useSay()
  const format = useFormat()
  const now = useNow(true)
  const { progress, problem, state } = generation
  const phase = say(stateInWords(generation))
  return (
    <div className="relative flex size-full flex-col items-center justify-center gap-1 px-6 text-center">
      <p className="flex items-center gap-2 text-base font-medium">
        {state === 'uncertain' ? <span className="size-2 rounded-full bg-wait" /> : <Spinner />}
        {phase}
        {progress !== undefined && <span className="tabular-nums">{format.percent(progress / 100)}</span>}
      </p>
      <p suppressHydrationWarning className="min-h-5 text-sm text-ink-2 tabular-nums">
        {timesInWords(generation, now, words, format)}
      </p>
      <p className="min-h-4 text-xs text-ink-3">
        {problem ? say(problem.message) : usual && usualInWords(generation, usual, now, words, format)}
      </p>
      <Progress
        label={words.progress(phase)}
        {...(progress === undefined ? {} : { value: progress })}
        className="absolute inset-x-0 bottom-0 rounded-none"
      />
    </div>
  )
}

function timesInWords(
  { state, provider, createdAt, submittedAt, startedAt, nextTryAt }: Generation,
  now: number,
  words: ProgressWords,
  { clock, span }: Format,
): string {
  const taken = submittedAt ?? createdAt
  const wait = nextTryAt !== undefined && nextTryAt > now ? span(nextTryAt - now) : undefined
  if (isOwnMaker(provider)) return words.soFar(clock(now - createdAt))
  if (state === 'saving') return wait === undefined ? words.fetching : words.fetchingAgain(wait)
  const next = wait === undefined ? [] : [words.nextTry(wait)]
  if (state === 'queued' || state === 'submitting')
    return [words.soFar(clock(now - createdAt)), ...next].join(' · ')
  if (state === 'uncertain') return [words.sent(clock(now - taken)), ...next].join(' · ')
  const queue = words.inQueue(clock((startedAt ?? now) - taken))
  return startedAt === undefined ? queue : [words.beingMade(clock(now - startedAt)), queue].join(' · ')
}

/** The range of the stretch that the take is in, where the history tells the two apart; overdue is said, not hidden. */
function usualInWords(
  { state, submittedAt, startedAt }: Generation,
  { whole, queue, making }: UsualTime,
  now: number,
  words: ProgressWords,
  { spanRange }: Format,
): string {
  if (state === 'saving' || state === 'uncertain') return ''
  if (submittedAt !== undefined && now - submittedAt > whole.to) return words.longer(spanRange(whole))
  if (!queue || !making) return words.usually(spanRange(whole))
  if (startedAt !== undefined) return words.usuallyMaking(spanRange(making))
  return words.usuallyBoth(spanRange(queue), spanRange(making))
}
