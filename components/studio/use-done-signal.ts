'use client'
/** Notices takes that have ended, so that whoever looked away hears of it. What is then done loads only then. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLanguage } from '#components/ui/language.tsx'
import type { Generation } from '#lib/generation/generation.ts'
import { isFinal } from '#lib/generation/lifecycle.ts'
import { BUDGETS } from '#lib/queries/budget.ts'
import { usualTimesQuery } from '#lib/queries/usual-times.ts'
import { doneTakes } from './done-takes.ts'

export function useDoneSignal(generations: readonly Generation[] | undefined): void {
  const language = useLanguage()
  const client = useQueryClient()
  const before = useRef<ReadonlyMap<string, Generation> | undefined>(undefined)
  useEffect(() => {
    if (!generations) return
    const done = before.current ? doneTakes(before.current, generations) : []
    const isOver = generations.some(({ id, state }) => {
      const old = before.current?.get(id)
      return old !== undefined && !isFinal(old.state) && isFinal(state)
    })
    if (isOver) void client.invalidateQueries({ queryKey: BUDGETS })
    before.current = new Map(generations.map((generation) => [generation.id, generation]))
    if (done.length === 0) return
    void import('./done-signal.ts').then(({ signalDone }) => signalDone(done, language))
    if (done.some(({ state }) => state === 'succeeded'))
      void client.invalidateQueries({ queryKey: usualTimesQuery.queryKey })
  }, [client, generations, language])
}
