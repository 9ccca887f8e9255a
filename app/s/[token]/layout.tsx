import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Providers } from '#app/providers.tsx'
import { defineWords } from '#lib/language/language.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'

const WORDS = defineWords({ en: { shared: 'Shared clips' }, zh: { shared: '分享的成片' } })

/** Also of a link that is over. Nothing of the studio: its own words say with what the clips were made. */
export async function generateMetadata(): Promise<Metadata> {
  const title = { absolute: WORDS[await pageLanguage()].shared }
  return { title, description: null, referrer: 'no-referrer' }
}

export default function GuestLayout({ children }: { children: ReactNode }) {
  return <Providers>{children}</Providers>
}
