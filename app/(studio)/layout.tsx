import type { ReactNode } from 'react'
import { BinQuestions } from '#components/gallery/actions/bin-questions.tsx'
import { Providers } from '../providers.tsx'

/** What the signed-in pages share. It guards nothing: every page calls requirePrincipal() itself. */
export default function StudioLayout({ children }: { children: ReactNode }) {
  return (
    <Providers>
      {children}
      <BinQuestions />
    </Providers>
  )
}
