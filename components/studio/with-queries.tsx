'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { queryClient } from '#lib/queries/query-client.ts'

/** Around each part that asks the server. All of them load after the prompt, and so does the library that asks. */
export function WithQueries({ children }: { children: ReactNode }) {
  const [client] = useState(queryClient)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
