/** A clip as its page shows it. */
import type { ClipDetail } from '#lib/api/clips.ts'
import { fetchJson, hasKeys } from './call-api.ts'

export function fetchClip(id: string, signal?: AbortSignal): Promise<ClipDetail> {
  return fetchJson(`/api/clips/${encodeURIComponent(id)}`, isClipDetail, signal ? { signal } : {})
}

function isClipDetail(body: unknown): body is ClipDetail {
  return hasKeys(body, 'generation', 'takes', 'files', 'lineage')
}
