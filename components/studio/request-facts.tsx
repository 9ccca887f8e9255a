import { TriangleAlert } from 'lucide-react'
import { useLanguage } from '#components/ui/language.tsx'
import type { RequestPreview } from '#lib/api/preview.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { moneyRange, spanRange, tokenRange } from './format.ts'

const WORDS = defineWords({
  en: {
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
  },
  zh: {
    facts: '价格和时间',
    perTake: '每条',
    all: (takes) => `共 ${takes} 条`,
    tokens: (range) => `${range} tokens`,
    free: '沙盒中免费',
    noPrice: '价格未公布',
    time: '通常用时',
    noTime: '这里做过的同类生成太少，暂无法估计',
    from: (range, takes) => `${range}，依据这里的 ${takes} 条`,
    queue: '排队',
    making: '制作',
    seeds: '锁定种子时，后面每条的种子依次加一。',
  },
})

/** What it costs and how long such takes took here: ranges, never one invented figure. */
export function RequestFacts({
  preview: { quote, usual, body, budget },
  takes,
  free,
}: {
  preview: RequestPreview
  takes: number
  free: boolean
}) {
  const language = useLanguage()
  const words = WORDS[language]
  const priceOf = (count: number) => priceInWords(quote, count, language)
  return (
    <section aria-label={words.facts} className="space-y-2">
      <h3 className="font-medium">{words.facts}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 tabular-nums">
        <Fact name={words.perTake} value={priceOf(1)} />
        {takes > 1 && <Fact name={words.all(takes)} value={priceOf(takes)} />}
        <Fact
          name={words.time}
          value={usual ? words.from(spanRange(usual.whole, language), usual.takes) : words.noTime}
        />
        {usual?.queue && <Fact name={words.queue} value={spanRange(usual.queue, language)} />}
        {usual?.making && <Fact name={words.making} value={spanRange(usual.making, language)} />}
      </dl>
      {budget && (
        <p data-budget={budget.effect} className="flex items-start gap-2 text-xs text-ink-2">
          <TriangleAlert aria-hidden size={14} className="mt-px shrink-0 text-wait" />
          <span className="min-w-0 text-pretty tabular-nums">{budget.message[language]}</span>
        </p>
      )}
      {free && <p className="text-xs text-ink-3">{words.free}</p>}
      {takes > 1 && Number(body['seed'] ?? -1) >= 0 && <p className="text-xs text-ink-3">{words.seeds}</p>}
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
  const words = WORDS[language]
  const prices = money.map(({ currency, min, max }) =>
    moneyRange(min * takes, max * takes, currency, language),
  )
  const amount = words.tokens(tokenRange(tokens.min * takes, tokens.max * takes, language))
  return [...(prices.length > 0 ? prices : [words.noPrice]), amount].join(' · ')
}
