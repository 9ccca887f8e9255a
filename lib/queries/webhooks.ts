/** Webhooks in the browser. A new one's secret is in no cache: it is in the answer that made it, and shown from there. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  CallbackSecret,
  DeliveryList,
  NewWebhook,
  WebhookChange,
  WebhookList,
  WebhookWish,
} from '#lib/api/webhooks.ts'
import { callApi, fetchJson, hasKeys } from './call-api.ts'

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => fetchJson('/api/webhooks', isWebhookList, { signal }),
})

/** Something is on its way: looked at again soon. */
const SOON_MS = 1500
const LATER_MS = 15_000

/** Page by page, newest first: of one webhook, or of what creates named as `callback_url` where `hook` is undefined. */
export const deliveriesQuery = (hook: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', hook ?? ''],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) => {
      const search = new URLSearchParams({
        ...(hook !== undefined && { hook }),
        ...(pageParam !== '' && { before: pageParam }),
      })
      return fetchJson(`/api/deliveries?${search}`, isDeliveryList, { signal })
    },
    getNextPageParam: ({ nextBefore }) => nextBefore,
    refetchInterval: ({ state: { data } }) =>
      data?.pages[0]?.deliveries.some(({ state }) => state === 'waiting') ? SOON_MS : LATER_MS,
  })

export const createWebhook = (body: WebhookWish) =>
  fetchJson('/api/webhooks', isNewWebhook, { method: 'POST', body })

export const changeWebhook = (id: string, body: WebhookChange) =>
  callApi(`/api/webhooks/${id}`, { method: 'PUT', body })

export const removeWebhook = (id: string) => callApi(`/api/webhooks/${id}`, { method: 'DELETE' })

export const testWebhook = (id: string) => callApi(`/api/webhooks/${id}/test`, { method: 'POST' })

export const renewWebhookSecret = (id: string) =>
  fetchJson(`/api/webhooks/${id}/secret`, isNewWebhook, { method: 'POST' })

export const resendDelivery = (id: string) => callApi(`/api/deliveries/${id}/resend`, { method: 'POST' })

/** Kept no longer than it is looked at. */
export const callbackSecretQuery = (tokenId: string) =>
  queryOptions({
    queryKey: ['callback-secret', tokenId],
    queryFn: ({ signal }) =>
      fetchJson(`/api/tokens/${tokenId}/callback-secret`, isCallbackSecret, { signal }),
    gcTime: 0,
  })

function isWebhookList(body: unknown): body is WebhookList {
  return hasKeys(body, 'webhooks') && Array.isArray(body.webhooks)
}

function isNewWebhook(body: unknown): body is NewWebhook {
  return hasKeys(body, 'webhook', 'secret')
}

function isDeliveryList(body: unknown): body is DeliveryList {
  return hasKeys(body, 'deliveries') && Array.isArray(body.deliveries)
}

function isCallbackSecret(body: unknown): body is CallbackSecret {
  return hasKeys(body, 'secret')
}
