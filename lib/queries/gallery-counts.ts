/** How many cards each value of some filters would leave. What was counted before stands until the new count is there. */
import { queryOptions } from '@tanstack/react-query'
import type { Counted, GalleryCounts } from '#lib/api/gallery.ts'
import { fetchJson } from './call-api.ts'

/** Counting reads the whole project once for each filter; opening a menu twice in a row doesn't. */
const FRESH_MS = 10_000

/** `question`: the view's words, see countsQuestion(). */
export const galleryCountsQuery = (question: string, wanted: readonly Counted[]) =>
  queryOptions({
    queryKey: ['gallery-counts', question, wanted],
    queryFn: async ({ signal }) => {
      const search = new URLSearchParams(question)
      search.set('count', wanted.join(','))
      const counts = await fetchJson(`/api/gallery/counts?${search}`, isCounts, { signal })
      const project = projectOf(question)
      last = { project, counts: last?.project === project ? { ...last.counts, ...counts } : counts }
      return counts
    },
    staleTime: FRESH_MS,
    // Also in another menu, which has asked for nothing before.
    placeholderData: () => (last?.project === projectOf(question) ? last.counts : undefined),
    enabled: wanted.length > 0,
  })

let last: { project: string | null; counts: GalleryCounts } | undefined

function projectOf(question: string): string | null {
  return new URLSearchParams(question).get('project')
}

/** Every key of it may be absent. */
function isCounts(body: unknown): body is GalleryCounts {
  return typeof body === 'object' && body !== null
}
