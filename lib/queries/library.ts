/** The team's files and clips, newest first, page by page. */
import { infiniteQueryOptions } from '@tanstack/react-query'
import type { MediaList } from '#lib/api/media.ts'
import type { ReferenceKind } from '#lib/seedance/request.ts'
import { fetchJson, hasKeys } from './call-api.ts'

export function libraryQuery({ kind, search }: { kind?: ReferenceKind; search: string }) {
  return infiniteQueryOptions({
    queryKey: ['library', kind, search],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        ...(kind && { kind }),
        ...(search !== '' && { search }),
        ...(pageParam !== undefined && { before: pageParam }),
      })
      return fetchJson(`/api/media?${query}`, isMediaList, { signal })
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextBefore }) => nextBefore,
    // What was made or uploaded since it was last open belongs there too.
    staleTime: 0,
  })
}

function isMediaList(body: unknown): body is MediaList {
  return hasKeys(body, 'media') && Array.isArray(body.media)
}
