import { queryOptions } from '@tanstack/react-query'
import type { Storage } from '#lib/api/storage.ts'
import { fetchJson, hasKeys } from './call-api.ts'

/** Goes through everything on the storage: asked for by the page that shows it, and by nothing else. */
export const storageQuery = queryOptions({
  queryKey: ['storage'],
  queryFn: ({ signal }) => fetchJson('/api/storage', isStorage, { signal }),
})

function isStorage(body: unknown): body is Storage {
  return hasKeys(body, 'files', 'media', 'stray', 'lost')
}
