import { useLanguage } from '#components/ui/language.tsx'
import type { RequestPreview } from '#lib/api/preview.ts'
import type { Language } from '#lib/language/language.ts'
import { moneyRange, spanRange, tokenRange } from './format.ts'

const WORDS = {
  facts: 'Price and time',
  perTake: 'Per take',
  all: (takes: number) => `All ${takes} takes`,
  tokens: (range: string) => `${range} tokens`,
  free: 'Free in the sandbox',
  noPrice: 'Its price is not published',
  time: 'Usual time',
  noTime: 'Too few such takes were made here to say',
  from: (range: string, takes: number) => `${range}, from ${takes} takes here`,
  queue: 'In the queue',
  making: 'Being made',
  seeds: 'With a locked seed, each further take has the next one.',
}

/** What it costs and how long such takes took here: ranges, never one invented figure. */
export function RequestFacts({
  preview: { quote, usual, body },
  takes,
  free,
}: {
  preview: RequestPreview
  takes: number
  free: boolean
}) {
  const language = useLanguage()
  const priceOf = (count: number) => priceInWords(quote, count, language)
  return (
    <section aria-label={WORDS.facts} className="space-y-2">
      <h3 className="font-medium">{WORDS.facts}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 tabular-nums">
        <Fact name={WORDS.perTake} value={priceOf(1)} />
        {takes > 1 && <Fact name={WORDS.all(takes)} value={priceOf(takes)} />}
        <Fact
          name={WORDS.time}
          value={usual ? WORDS.from(spanRange(usual.whole, language), usual.takes) : WORDS.noTime}
        />
        {usual?.queue && <Fact name={WORDS.queue} value={spanRange(usual.queue, language)} />}
        {usual?.making && <Fact name={WORDS.making} value={spanRange(usual.making, language)} />}
      </dl>
      {free && <p className="text-xs text-ink-3">{WORDS.free}</p>}
      {takes > 1 && Number(body['seed'] ?? -1) >= 0 && <p className="text-xs text-ink-3">{WORDS.seeds}</p>}
    </section>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0">{value}</dd>
    </>
  )
}

function priceInWords(
  { tokens, money = [] }: RequestPreview['quote'],
  takes: number,
  language: Language,
): string {
  const prices = money.map(({ currency, min, max }) =>
    moneyRange(min * takes, max * takes, currency, language),
  )
  const amount = WORDS.tokens(tokenRange(tokens.min * takes, tokens.max * takes, language))
  return [...(prices.length > 0 ? prices : [WORDS.noPrice]), amount].join(' · ')
}
