/** What the browser knows of the server's data. One for all parts of a tab, whichever of them loads first. */
import { QueryClient } from '@tanstack/react-query'

let ofThisTab: QueryClient | undefined

/** On the server every call makes a new one: what one person may see must not be found by the next. */
export function queryClient(): QueryClient {
  if (typeof window === 'undefined') return newClient()
  ofThisTab ??= newClient()
  return ofThisTab
}

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // One poll keeps everything fresh (changes.ts); nothing asks again just because it is looked at.
      queries: { refetchOnWindowFocus: false, refetchOnReconnect: false, retry: 2 },
    },
  })
}
