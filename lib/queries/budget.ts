/** What the month has used. Asked only where a budget is set. */
import { queryOptions } from '@tanstack/react-query'
import type { Budget } from '#lib/api/budget.ts'
import { fetchJson, hasKeys } from './call-api.ts'

export const budgetQuery = queryOptions({
  queryKey: ['budget'],
  queryFn: ({ signal }) => fetchJson('/api/budget', isBudget, { signal }),
  // Asked again when takes begin (send-press.ts) and end (use-done-signal.ts).
  staleTime: Infinity,
})

function isBudget(body: unknown): body is Budget {
  return (
    hasKeys(body, 'used', 'inFlight') && typeof body.used === 'number' && typeof body.inFlight === 'number'
  )
}
