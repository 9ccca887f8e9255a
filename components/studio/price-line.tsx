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
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 text-xs text-ink-3 tabular-nums">
      {priceInWords(draft, free).map((part, index) => (
        <span key={part} className={index === 0 ? 'text-sm font-medium text-ink' : undefined}>
          {part}
        </span>
      ))}
      {usual && <span>· usually {span(usual.to)}</span>}
    </p>
  )
}

/** The first part is what matters; the rest explains it. */
export function priceInWords(draft: Draft, free: boolean): string[] {
  const { tokens: count, money = [] } = quote(requestOf(draft), {
    inputVideoSeconds: inputVideoSeconds(draft.references),
  })
  const { takes } = draft
  const amount =
    count.min === count.max
      ? tokens(count.max * takes)
      : `${tokens(count.min * takes)}–${tokens(count.max * takes)}`
  const prices = money.map(({ currency, min, max }) => moneyRange(min * takes, max * takes, currency))
  if (free) return ['Free', `${amount} tokens`, ...(prices[0] ? [`· ${prices[0]} at the real one`] : [])]
  const [first, second] = prices
  if (first === undefined) return [`${amount} tokens`, 'price not published']
  return [first, ...(second ? [`· ${second}`] : []), `· ${amount} tokens`]
}
