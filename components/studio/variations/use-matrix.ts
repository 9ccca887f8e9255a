'use client'
import { useEffect, useMemo, useState } from 'react'
import type { Draft } from '../draft.ts'
import type { Matrix } from './matrix.ts'

const load = () => import('./matrix.ts')

/** Undefined where nothing is varied, and until what works it out has loaded. */
export function useMatrix(draft: Draft): Matrix | undefined {
  const [rules, setRules] = useState<Awaited<ReturnType<typeof load>>>()
  const isVaried = draft.variations !== undefined
  useEffect(() => {
    if (!isVaried) return
    let current = true
    void load().then((loaded) => current && setRules(loaded))
    return () => {
      current = false
    }
  }, [isVaried])
  return useMemo(() => (isVaried ? rules?.matrixOf(draft) : undefined), [draft, isVaried, rules])
}
