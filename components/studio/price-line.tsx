import { quote } from '#lib/seedance/price.ts'
import type { Draft } from './draft.ts'
import { moneyRange, span, tokens } from './format.ts'
import { inputVideoSeconds, requestOf } from './recipe.ts'
import type { UsualTime } from './usual-time.ts'

/** What one press will cost, before it is pressed, and how long such takes usually take here. */
export function PriceLine({
  draft,
  free,
  usual,
}: {
  draft: Draft
  free: boolean
  usual: UsualTime | undefined
}) {
  const { price, detail } = priceInWords(draft, free)
  return (
    <p className="flex items-baseline gap-2 text-xs text-ink-3 tabular-nums">
      <span className="shrink-0 text-sm font-medium text-ink">{price}</span>
      <span className="min-w-0 flex-1 truncate">{detail}</span>
      {usual && <span className="shrink-0">usually {span(usual.to)}</span>}
    </p>
  )
}

export function priceInWords(draft: Draft, free: boolean): { price: string; detail: string } {
  const { tokens: count, money = [] } = quote(requestOf(draft), {
    inputVideoSeconds: inputVideoSeconds(draft.references),
  })
  const { takes } = draft
  const low = tokens(count.min * takes)
  const high = tokens(count.max * takes)
  const amount = `${low === high ? high : `${low}–${high}`} tokens`
  const [first, second] = money.map(({ currency, min, max }) =>
    moneyRange(min * takes, max * takes, currency),
  )
  if (free) return { price: 'Free', detail: first === undefined ? amount : `${first} with a real provider` }
  if (first === undefined) return { price: amount, detail: 'its price is not published' }
  return { price: first, detail: second === undefined ? amount : `${second} · ${amount}` }
}
