'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Announcer } from '#components/ui/announcer.tsx'
import { LazyToaster } from '#components/ui/lazy-toaster.tsx'
import { Tooltips } from '#components/ui/tooltips.tsx'

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // One poll keeps everything fresh (lib/queries/changes.ts); nothing asks again just because it is looked at.
          queries: { refetchOnWindowFocus: false, refetchOnReconnect: false, retry: 2 },
        },
      }),
  )
  return (
    <QueryClientProvider client={client}>
      {children}
      <Announcer />
      <Tooltips />
      <LazyToaster />
    </QueryClientProvider>
  )
}
