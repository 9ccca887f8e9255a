'use client'
import { useQuery } from '@tanstack/react-query'
import { Gauge, TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { useSay } from '#components/ui/language.tsx'
import { type AtLimit, costOfQuote, effectOf, nearestLimit, type PressCost } from '#lib/generation/budget.ts'
import { nearLimit, overLimit, sayEffect } from '#lib/generation/budget-sentences.ts'
import { inSequence } from '#lib/language/language.ts'
import { budgetQuery } from '#lib/queries/budget.ts'
import { quote } from '#lib/seedance/price.ts'
import type { Draft } from './draft.ts'
import { inputVideoSeconds, requestOf } from './recipe.ts'
import type { Matrix } from './variations/matrix.ts'

/** The share of a month from which on it is worth a line. */
const NEAR = 0.8

/** What is left of the limit that matters most here, where it becomes little, and what a press over it means. */
export default function BudgetLine({
  draft,
  matrix,
  projectId,
  onEffect,
}: {
  draft: Draft
  matrix: Matrix | undefined
  projectId: string
  onEffect: (effect: AtLimit | undefined) => void
}) {
  const say = useSay()
  const { data } = useQuery(budgetQuery(projectId))
  const finding = data && nearestLimit(data.standings, matrix ? costOfQuote(matrix.quote, 1) : costOf(draft))
  const effect = effectOf(finding)
  useEffect(() => {
    onEffect(effect)
    return () => onEffect(undefined)
  }, [effect, onEffect])
  if (!finding || (effect === undefined && finding.share < NEAR)) return null
  const takes = matrix?.total ?? draft.takes
  const fitting = finding.press ? Math.floor(finding.left / (finding.press / takes)) : 0
  const Icon = effect ? TriangleAlert : Gauge
  return (
    <p data-budget={effect ?? 'near'} role="status" className="flex items-start gap-2 text-xs text-ink-2">
      <Icon aria-hidden size={14} className={`mt-px shrink-0 ${effect ? 'text-wait' : 'text-ink-3'}`} />
      <span className="min-w-0 text-pretty tabular-nums">
        {effect
          ? say(inSequence(overLimit(finding, matrix ? 1 : takes, fitting), sayEffect(effect)))
          : say(nearLimit(finding))}
      </span>
    </p>
  )
}

function costOf(draft: Draft): PressCost {
  const price = quote(requestOf(draft), { inputVideoSeconds: inputVideoSeconds(draft.references) })
  return costOfQuote(price, draft.takes)
}
