/** A project's saved searches in the browser: one list, looked at again whenever its menu opens. */
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { SavedSearch, SavedSearchList, SaveSearchInput } from '#lib/api/saved-searches.ts'
import { callApi, fetchJson, hasKeys } from './call-api.ts'

const ADDRESS = '/api/saved-searches'

/** `project` undefined: the team's first. */
export const savedSearchesQuery = (project: string | undefined) =>
  queryOptions({
    queryKey: ['saved-searches', project ?? ''],
    queryFn: ({ signal }) =>
      fetchJson(project === undefined ? ADDRESS : `${ADDRESS}?project=${project}`, isList, { signal }),
    staleTime: 0,
  })

export async function saveSearch(client: QueryClient, input: SaveSearchInput): Promise<void> {
  show(client, input.project, await fetchJson(ADDRESS, isSearch, { method: 'POST', body: input }))
}

export async function renameSearch(
  client: QueryClient,
  project: string | undefined,
  { id, name }: Pick<SavedSearch, 'id' | 'name'>,
): Promise<void> {
  show(client, project, await fetchJson(`${ADDRESS}/${id}`, isSearch, { method: 'PUT', body: { name } }))
}

export async function deleteSearch(
  client: QueryClient,
  project: string | undefined,
  id: string,
): Promise<void> {
  await callApi(`${ADDRESS}/${id}`, { method: 'DELETE' })
  client.setQueryData(savedSearchesQuery(project).queryKey, (list) => list && { searches: without(list, id) })
}

function show(client: QueryClient, project: string | undefined, search: SavedSearch): void {
  client.setQueryData(savedSearchesQuery(project).queryKey, (list) => ({
    searches: [...(list ? without(list, search.id) : []), search].toSorted((one, other) =>
      one.name.localeCompare(other.name),
    ),
  }))
}

function without({ searches }: SavedSearchList, id: string): SavedSearch[] {
  return searches.filter((search) => search.id !== id)
}

function isSearch(body: unknown): body is SavedSearch {
  return hasKeys(body, 'id', 'name', 'query', 'canChange')
}

function isList(body: unknown): body is SavedSearchList {
  return hasKeys(body, 'searches') && Array.isArray(body.searches)
}
