/** A clip as its page shows it. */
import { queryOptions } from '@tanstack/react-query'
import type { ClipDetail } from '#lib/api/clips.ts'
import { fetchJson, hasKeys } from './call-api.ts'

export function fetchClip(id: string, signal?: AbortSignal): Promise<ClipDetail> {
  return fetchJson(`/api/clips/${encodeURIComponent(id)}`, isClipDetail, signal ? { signal } : {})
}

/** Known as long as the tab lives; what is said of clips elsewhere is heard by the changes. */
export function clipQuery(id: string) {
  return queryOptions({
    queryKey: ['clip', id],
    queryFn: ({ signal }) => fetchClip(id, signal),
    staleTime: 30_000,
  })
}

function isClipDetail(body: unknown): body is ClipDetail {
  return hasKeys(body, 'generation', 'takes', 'files', 'lineage')
}
