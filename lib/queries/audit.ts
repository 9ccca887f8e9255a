import { infiniteQueryOptions } from '@tanstack/react-query'
import type { AuditList } from '#lib/api/audit.ts'
import { fetchJson, hasKeys } from './call-api.ts'

export interface AuditWish {
  subject?: string
  actor?: string
  from?: string
  to?: string
}

/** As the address of the list and of its export says it. */
export function auditSearch(wish: AuditWish): URLSearchParams {
  return new URLSearchParams(Object.entries(wish).filter(([, value]) => value !== ''))
}

/** Page by page, newest first. */
export const auditQuery = (wish: AuditWish) =>
  infiniteQueryOptions({
    queryKey: ['audit', wish],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) => {
      const search = auditSearch(wish)
      if (pageParam !== '') search.set('before', pageParam)
      return fetchJson(`/api/audit?${search}`, isAuditList, { signal })
    },
    getNextPageParam: ({ nextBefore }) => nextBefore,
  })

function isAuditList(body: unknown): body is AuditList {
  return hasKeys(body, 'events') && Array.isArray(body.events)
}
