/** API tokens in the browser. A new one's secret is in no cache: it is in the answer that made it, and shown from there. */
import { queryOptions } from '@tanstack/react-query'
import type { CreateTokenInput, NewToken, TokenList } from '#lib/api/tokens.ts'
import { callApi, fetchJson, hasKeys } from './call-api.ts'

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => fetchJson('/api/tokens', isTokenList, { signal }),
})

export const createToken = (body: CreateTokenInput) =>
  fetchJson('/api/tokens', isNewToken, { method: 'POST', body })

export const revokeToken = (id: string) => callApi(`/api/tokens/${id}`, { method: 'DELETE' })

function isTokenList(body: unknown): body is TokenList {
  return hasKeys(body, 'tokens') && Array.isArray(body.tokens)
}

function isNewToken(body: unknown): body is NewToken {
  return hasKeys(body, 'token', 'secret')
}
