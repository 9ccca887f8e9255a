/** What the studio page needs to know once, and the connection check. */
import { queryOptions } from '@tanstack/react-query'
import type { StudioInfo } from '#lib/api/studio.ts'
import { fetchJson, hasKeys } from './call-api.ts'

/** What POST /api/provider/check answers. */
export interface ConnectionReport {
  ok: boolean
  message: string
  latencyMs: number
}

export const studioQuery = queryOptions({
  queryKey: ['studio'],
  queryFn: ({ signal }) => fetchJson('/api/studio', isStudioInfo, { signal }),
  staleTime: Infinity,
})

/** Asks the provider something free. Starts no task. */
export function checkProvider(): Promise<ConnectionReport> {
  return fetchJson('/api/provider/check', isReport, { method: 'POST' })
}

function isStudioInfo(body: unknown): body is StudioInfo {
  return hasKeys(body, 'provider', 'projectId', 'uploadLimits')
}

function isReport(body: unknown): body is ConnectionReport {
  return hasKeys(body, 'ok', 'message')
}
