/** Where the limits stand that presses in a project meet. Asked only where one is set. */
import { queryOptions } from '@tanstack/react-query'
import type { Budget } from '#lib/api/budget.ts'
import { fetchJson, hasKeys } from './call-api.ts'

/** Of all projects. */
export const BUDGETS = ['budget']

export const budgetQuery = (projectId: string) =>
  queryOptions({
    queryKey: [...BUDGETS, projectId],
    queryFn: ({ signal }) => fetchJson(`/api/budget?project=${projectId}`, isBudget, { signal }),
    // Asked again when takes begin (send-press.ts) and end (use-done-signal.ts).
    staleTime: Infinity,
  })

function isBudget(body: unknown): body is Budget {
  return hasKeys(body, 'standings') && Array.isArray(body.standings)
}
