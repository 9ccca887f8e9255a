'use client'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { onClipChanges } from '#components/gallery/actions/clip-news.ts'
import type { ComparedTake } from '#lib/api/comparison.ts'
import type { Pick } from '#lib/api/gallery.ts'

type Verdicts = Readonly<Record<string, Pick | null | undefined>>

/** Which of the clips are picked and rejected: as the server said, and as it was changed since, here or by an undo. */
export function useVerdicts(takes: readonly ComparedTake[]): (id: string) => Pick | null {
  const [changed, setChanged] = useState<Verdicts>({})
  const latest = useRef(changed)
  useLayoutEffect(() => {
    latest.current = changed
  })
  useEffect(
    () =>
      onClipChanges((changes) => {
        const said = changes.flatMap(({ id, pick }) => (pick === undefined ? [] : [[id, pick] as const]))
        const before = said.map(([id]) => [id, latest.current[id]] as const)
        setChanged((now) => ({ ...now, ...Object.fromEntries(said) }))
        return () => setChanged((now) => ({ ...now, ...Object.fromEntries(before) }))
      }),
    [],
  )
  return useCallback(
    (id) => {
      const own = changed[id]
      return own === undefined ? (takes.find(({ generation }) => generation.id === id)?.pick ?? null) : own
    },
    [changed, takes],
  )
}
