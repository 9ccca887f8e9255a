import { lazy, Suspense } from 'react'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { AtLimit } from '#lib/generation/budget.ts'
import type { Draft } from './draft.ts'
import type { Matrix } from './variations/matrix.ts'

const BudgetLine = lazy(() => import('./budget-line.tsx'))

/** Only where a limit is set that presses here meet. */
export function BudgetPart({
  draft,
  matrix,
  info,
  onEffect,
}: {
  draft: Draft
  matrix: Matrix | undefined
  info: StudioInfo
  /** What a press would meet now; undefined: it fits. */
  onEffect: (effect: AtLimit | undefined) => void
}) {
  if (!info.hasBudget) return null
  return (
    <Suspense>
      <BudgetLine draft={draft} matrix={matrix} projectId={info.projectId} onEffect={onEffect} />
    </Suspense>
  )
}
