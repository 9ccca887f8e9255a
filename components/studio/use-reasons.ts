'use client'
import { useEffect, useState } from 'react'
import type { StudioInfo } from '#lib/api/studio.ts'
import type { Reason } from '#lib/prompt/readiness.ts'
import type { Draft } from './draft.ts'
import type { Uploads } from './use-uploads.ts'

export const loadReasons = () => import('./studio-reasons.ts')

/** Undefined until the checks have loaded, a moment after the page. */
export function useReasons(draft: Draft, info: StudioInfo, uploads: Uploads): Reason[] | undefined {
  const [rules, setRules] = useState<Awaited<ReturnType<typeof loadReasons>>>()
  useEffect(() => {
    let current = true
    void loadReasons().then((loaded) => current && setRules(loaded))
    return () => {
      current = false
    }
  }, [])
  return rules?.reasonsOf(draft, info, uploads)
}
