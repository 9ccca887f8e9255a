/** How long takes usually take here, worked out by the server from its history. */
import { queryOptions } from '@tanstack/react-query'
import type { UsualTimeRow } from '#lib/generation/usual-time.ts'
import { fetchJson, hasKeys } from './call-api.ts'

export const usualTimesQuery = queryOptions({
  queryKey: ['usual-times'],
  queryFn: async ({ signal }) => (await fetchJson('/api/usual-times', isUsualTimes, { signal })).times,
  // Asked again when a take has succeeded (components/studio/use-done-signal.ts).
  staleTime: Infinity,
})

function isUsualTimes(body: unknown): body is { times: UsualTimeRow[] } {
  return hasKeys(body, 'times') && Array.isArray(body.times)
}
