import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { Delivery } from '#lib/api/webhooks.ts'
import { type Language, LOCALES } from '#lib/language/language.ts'
import { deliveriesQuery, resendDelivery } from '#lib/queries/webhooks.ts'
import { FormProblem } from '../settings-card.tsx'
import { DELIVERIES_WORDS, PROBLEM_WORDS, STATE_COLOURS } from './deliveries-words.ts'

/** What was told, newest first, and how that went; of all callbacks where `hook` is undefined. */
export function Deliveries({ hook, label }: { hook?: string; label: string }) {
  const words = useWords(DELIVERIES_WORDS)
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(deliveriesQuery(hook))
  const deliveries = data?.pages.flatMap((page) => page.deliveries) ?? []
  return (
    <section aria-label={label} className="rounded-md bg-hover px-3 py-1">
      {data && deliveries.length === 0 && <p className="py-2 text-sm text-ink-2">{words.none}</p>}
      <ol className="divide-y">
        {deliveries.map((delivery) => (
          <DeliveryLine key={delivery.id} delivery={delivery} />
        ))}
      </ol>
      {hasNextPage && (
        <Button
          size="sm"
          variant="quiet"
          className="my-1"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </section>
  )
}

function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const words = useWords(DELIVERIES_WORDS)
  const language = useLanguage()
  const client = useQueryClient()
  const { problem, isBusy, submit } = useForm(words.failed)
  const { id, event, generationId, state, createdAt, last } = delivery
  const time = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'medium' })
  const what = generationId === undefined ? words.test : event
  const again = submit(async () => {
    await resendDelivery(id)
    await client.invalidateQueries({ queryKey: ['deliveries'] })
  })
  return (
    <li className="py-2 text-xs">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className={`w-16 shrink-0 font-medium ${STATE_COLOURS[state]}`}>{words.states[state]}</span>
        <span className="font-mono">{what}</span>
        <time dateTime={new Date(createdAt).toISOString()} className="flex-1 text-ink-2 tabular-nums">
          {time.format(createdAt)}
        </time>
        {state !== 'waiting' && (
          <Button
            size="sm"
            variant="quiet"
            disabled={isBusy}
            aria-label={words.againWhat(what, time.format(createdAt))}
            onClick={again}
          >
            {words.again}
          </Button>
        )}
      </div>
      <p className="text-ink-2 tabular-nums">{factsOf(delivery, language, words).join(' · ')}</p>
      {last?.answer !== undefined && last.answer !== '' && (
        <details className="mt-1">
          <summary className="w-fit cursor-pointer rounded-sm text-ink-2">{words.answer}</summary>
          <pre className="mt-1 max-h-48 overflow-auto rounded-md bg-surface p-2 font-mono leading-5 wrap-anywhere whitespace-pre-wrap">
            {last.answer}
          </pre>
        </details>
      )}
      <FormProblem problem={problem} />
    </li>
  )
}

function factsOf(
  { problem, attempts, nextTryAt, last, generationId, state }: Delivery,
  language: Language,
  words: (typeof DELIVERIES_WORDS)['en'],
): string[] {
  const seconds = new Intl.NumberFormat(LOCALES[language], {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: 2,
  })
  const minute = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'short', timeStyle: 'short' })
  return [
    ...(problem === undefined ? [] : [PROBLEM_WORDS[problem][language]]),
    ...(last?.status === undefined ? [] : [words.status(last.status)]),
    ...(last === undefined ? [] : [words.took(seconds.format(last.ms / 1000))]),
    ...(attempts > 1 ? [words.tries(attempts)] : []),
    ...(state === 'waiting' && nextTryAt !== undefined && last !== undefined
      ? [words.next(minute.format(nextTryAt))]
      : []),
    ...(generationId === undefined ? [] : [generationId]),
  ]
}
