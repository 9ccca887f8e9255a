/** Share links in the browser. */
import { queryOptions } from '@tanstack/react-query'
import type {
  ChangeShareInput,
  CreateShareInput,
  NewShare,
  ShareActivity,
  ShareList,
} from '#lib/api/shares.ts'
import { callApi, fetchJson, hasKeys } from './call-api.ts'

export const sharesQuery = queryOptions({
  queryKey: ['shares'],
  queryFn: ({ signal }) => fetchJson('/api/shares', isList, { signal }),
  staleTime: 0,
})

export const shareActivityQuery = (id: string) =>
  queryOptions({
    queryKey: ['share-activity', id],
    queryFn: ({ signal }) => fetchJson(`/api/shares/${id}/activity`, isActivity, { signal }),
    staleTime: 0,
  })

export function createShare(input: CreateShareInput): Promise<NewShare> {
  return fetchJson('/api/shares', isNew, { method: 'POST', body: input })
}

export async function changeShare(id: string, input: ChangeShareInput): Promise<void> {
  await callApi(`/api/shares/${id}`, { method: 'PUT', body: input })
}

export function renewShare(id: string): Promise<NewShare> {
  return fetchJson(`/api/shares/${id}/renew`, isNew, { method: 'POST' })
}

export async function revokeShare(id: string): Promise<void> {
  await callApi(`/api/shares/${id}`, { method: 'DELETE' })
}

const isList = (body: unknown): body is ShareList => hasKeys(body, 'shares') && Array.isArray(body.shares)
const isNew = (body: unknown): body is NewShare => hasKeys(body, 'share', 'path')
const isActivity = (body: unknown): body is ShareActivity =>
  hasKeys(body, 'visits') && Array.isArray(body.visits)
