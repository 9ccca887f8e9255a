import type { ReactNode } from 'react'
import { Providers } from '#app/providers.tsx'

export default function GuestLayout({ children }: { children: ReactNode }) {
  return <Providers>{children}</Providers>
}
