'use client'
import { useQuery } from '@tanstack/react-query'
import { Gauge, TriangleAlert } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import { budgetQuery } from '#lib/queries/budget.ts'
import { quote } from '#lib/seedance/price.ts'
import type { Draft } from './draft.ts'
import { inputVideoSeconds, requestOf } from './recipe.ts'
import { useFormat } from './use-format.ts'
import type { Matrix } from './variations/matrix.ts'

/** The share of the month from which on it is worth a line. */
const NEAR = 0.8

const WORDS = defineWords({
  en: {
    near: (share: string, limit: string) =>
      `With this, ${share} of the month’s ${limit} tokens are spoken for.`,
    over: (over: string, limit: string) =>
      `With this, the month’s budget of ${limit} tokens is exceeded by up to ${over}. This is a warning: it can be made all the same.`,
    parts: (used: string, inFlight: string, press: string) =>
      `${used} used, ${inFlight} being made, up to ${press} by this press`,
  },
  zh: {
    near: (share, limit) => `加上这一次，本月 ${limit} tokens 的预算已占 ${share}。`,
    over: (over, limit) =>
      `加上这一次，最多会超出本月 ${limit} tokens 的预算 ${over}。这只是提醒，仍然可以生成。`,
    parts: (used, inFlight, press) => `已用 ${used}，生成中 ${inFlight}，这一次最多 ${press}`,
  },
})

/** What is left of the month, where it becomes little. It warns; it does not refuse. */
export default function BudgetLine({
  draft,
  matrix,
  limit,
}: {
  draft: Draft
  matrix: Matrix | undefined
  limit: number
}) {
  const words = useWords(WORDS)
  const format = useFormat()
  const { data } = useQuery(budgetQuery)
  if (!data) return null
  const press = matrix ? matrix.quote.tokens.max : pressTokens(draft)
  const all = data.used + data.inFlight + press
  if (all < limit * NEAR) return null
  const isOver = all > limit
  const Icon = isOver ? TriangleAlert : Gauge
  const limitInWords = format.tokens(limit)
  return (
    <p
      data-budget={isOver ? 'over' : 'near'}
      role="status"
      className="flex items-start gap-2 text-xs text-ink-2"
    >
      <Icon aria-hidden size={14} className={`mt-px shrink-0 ${isOver ? 'text-wait' : 'text-ink-3'}`} />
      <span className="min-w-0 text-pretty tabular-nums">
        {isOver
          ? words.over(format.tokens(all - limit), limitInWords)
          : words.near(format.percent(all / limit), limitInWords)}{' '}
        <span className="text-ink-3 max-sm:hidden">
          {words.parts(format.tokens(data.used), format.tokens(data.inFlight), format.tokens(press))}
        </span>
      </span>
    </p>
  )
}

function pressTokens(draft: Draft): number {
  const { tokens } = quote(requestOf(draft), { inputVideoSeconds: inputVideoSeconds(draft.references) })
  return tokens.max * draft.takes
}
