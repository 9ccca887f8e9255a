/** What a month used, the limits of the team, and presses that wait for an admin. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  BudgetLimitList,
  BudgetRequestList,
  ChangeLimitInput,
  Decision,
} from '#lib/api/budget-limits.ts'
import type { Usage } from '#lib/api/usage.ts'
import { fetchJson, hasKeys } from './call-api.ts'

/** `month` as 2026-11; undefined: this one. The month before stays on the screen until the other one is there. */
export const usageQuery = (month: string | undefined) =>
  queryOptions({
    queryKey: ['usage', month],
    queryFn: ({ signal }) => fetchJson(`/api/usage${ofMonth(month)}`, isUsage, { signal }),
    placeholderData: keepPreviousData,
  })

export const usageFile = (month: string | undefined) => `/api/usage/export${ofMonth(month)}`

export const limitsQuery = queryOptions({
  queryKey: ['budget-limits'],
  queryFn: ({ signal }) => fetchJson('/api/budget/limits', isLimitList, { signal }),
})

export const changeLimit = (body: ChangeLimitInput) =>
  fetchJson('/api/budget/limits', isLimitList, { method: 'PUT', body })

export const requestsQuery = queryOptions({
  queryKey: ['budget-requests'],
  queryFn: ({ signal }) => fetchJson('/api/budget/requests', isRequestList, { signal }),
  // Somebody may ask, or another admin decide, while it is looked at.
  refetchInterval: 10_000,
})

export const decideRequest = (id: string, decision: Decision) =>
  fetchJson(`/api/budget/requests/${id}`, isRequestList, { method: 'PUT', body: { decision } })

function ofMonth(month: string | undefined): string {
  return month === undefined ? '' : `?month=${month}`
}

function isUsage(body: unknown): body is Usage {
  return hasKeys(body, 'month', 'days', 'total') && Array.isArray(body.days)
}
function isLimitList(body: unknown): body is BudgetLimitList {
  return hasKeys(body, 'limits', 'subjects') && Array.isArray(body.limits)
}
function isRequestList(body: unknown): body is BudgetRequestList {
  return hasKeys(body, 'requests', 'canDecide') && Array.isArray(body.requests)
}
