/** What this person should know of, in the browser: how much of it is new, asked for seldom, and the list, once somebody looks. */
import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { NoticeCount, NoticeList } from '#lib/api/notifications.ts'
import { callApi, fetchJson, hasKeys } from './call-api.ts'

const ADDRESS = '/api/notifications'
/** While the tab is seen; a hidden one asks nothing, and asks when it is looked at again. */
const EVERY_MS = 60_000
const FRESH_MS = 10_000

export const noticeCountQuery = queryOptions({
  queryKey: ['notices', 'count'],
  queryFn: ({ signal }) => fetchJson(`${ADDRESS}/count`, isNoticeCount, { signal }),
  refetchInterval: EVERY_MS,
  refetchOnWindowFocus: true,
  staleTime: FRESH_MS,
  retry: false,
})

export const noticesQuery = queryOptions({
  queryKey: ['notices', 'list'],
  queryFn: async ({ signal, client }) => {
    const list = await fetchJson(ADDRESS, isNoticeList, { signal })
    client.setQueryData(noticeCountQuery.queryKey, { unread: list.unread })
    return list
  },
  staleTime: 0,
})

/** Shows it at once. Those that came meanwhile stay new. */
export async function readNotices(client: QueryClient, ids: readonly string[]): Promise<void> {
  const read = new Set(ids)
  await client.cancelQueries({ queryKey: ['notices'] })
  const list = client.getQueryData(noticesQuery.queryKey)
  if (list) {
    const notices = list.notices.map((one) => (read.has(one.id) ? { ...one, isRead: true } : one))
    const unread = notices.filter(({ isRead }) => !isRead).length
    client.setQueryData(noticesQuery.queryKey, { ...list, notices, unread })
    client.setQueryData(noticeCountQuery.queryKey, { unread })
  }
  try {
    await callApi(`${ADDRESS}/read`, { method: 'POST', body: { ids } })
  } catch (error) {
    await client.invalidateQueries({ queryKey: ['notices'] })
    throw error
  }
}

export async function switchNoticeMail(client: QueryClient, isOn: boolean): Promise<void> {
  await callApi(`${ADDRESS}/mail`, { method: 'PUT', body: { isOn } })
  client.setQueryData(noticesQuery.queryKey, (list) => list && { ...list, mail: { ...list.mail, isOn } })
}

function isNoticeCount(body: unknown): body is NoticeCount {
  return hasKeys(body, 'unread') && typeof body.unread === 'number'
}

function isNoticeList(body: unknown): body is NoticeList {
  return hasKeys(body, 'notices', 'unread', 'mail') && Array.isArray(body.notices)
}
