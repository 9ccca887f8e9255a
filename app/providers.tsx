'use client'
import type { ReactNode } from 'react'
import { Announcer } from '#components/ui/announcer.tsx'
import { LazyToaster } from '#components/ui/lazy-toaster.tsx'
import { Tooltips } from '#components/ui/tooltips.tsx'

export function Providers({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Announcer />
      <Tooltips />
      <LazyToaster />
    </>
  )
}
