'use client'
/** Other pages open the studio with something to be put into the composer: composer-link.ts. */
import { useEffect } from 'react'
import { useLanguage } from '#components/ui/language.tsx'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { DraftInComposer } from './use-clip-uses.ts'

/** Once for each address: what is carried out takes it away. The stored draft is back by the time it is. */
export function useComposerOrder(composer: DraftInComposer, kind: StudioInfo['provider']['kind']): void {
  const language = useLanguage()
  useEffect(() => {
    if (!new URLSearchParams(window.location.search).has('use')) return
    void import('./carry-out-order.ts').then(({ carryOutOrder }) => carryOutOrder(composer, kind, language))
  }, [composer, kind, language])
}
