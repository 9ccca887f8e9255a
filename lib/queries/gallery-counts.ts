/** How many cards each value of each filter would leave. What was counted before stands until the new count is there. */
import { queryOptions } from '@tanstack/react-query'
import type { GalleryCounts } from '#lib/api/gallery.ts'
import { fetchJson, hasKeys } from './call-api.ts'

/** Counting reads the whole project once for each filter; opening a menu twice in a row doesn't. */
const FRESH_MS = 10_000

export const galleryCountsQuery = (question: string) =>
  queryOptions({
    queryKey: ['gallery-counts', question],
    queryFn: async ({ signal }) => {
      const counts = await fetchJson(`/api/gallery/counts?${question}`, isCounts, { signal })
      last = { project: projectOf(question), counts }
      return counts
    },
    staleTime: FRESH_MS,
    // Also in another menu, which has asked for nothing before.
    placeholderData: () => (last?.project === projectOf(question) ? last.counts : undefined),
  })

let last: { project: string | null; counts: GalleryCounts } | undefined

function projectOf(question: string): string | null {
  return new URLSearchParams(question).get('project')
}

function isCounts(body: unknown): body is GalleryCounts {
  return hasKeys(
    body,
    'model',
    'state',
    'author',
    'ratio',
    'resolution',
    'pick',
    'rating',
    'tag',
    'favourite',
  )
}
