import { lazy, Suspense } from 'react'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { Draft } from './draft.ts'
import type { Matrix } from './variations/matrix.ts'

const BudgetLine = lazy(() => import('./budget-line.tsx'))

/** Only where the team has set a budget. */
export function BudgetPart({
  draft,
  matrix,
  info,
}: {
  draft: Draft
  matrix: Matrix | undefined
  info: StudioInfo
}) {
  const limit = info.monthlyBudgetTokens
  if (limit === undefined) return null
  return (
    <Suspense>
      <BudgetLine draft={draft} matrix={matrix} limit={limit} />
    </Suspense>
  )
}
