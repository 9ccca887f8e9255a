import { useEffect, useRef } from 'react'
import { useSortable } from '#components/studio/use-sortable.ts'
import { useWords } from '#components/ui/language.tsx'
import type { ShownPart } from '#lib/api/sequences.ts'
import { PartCard } from './part-card.tsx'
import type { Edit } from './sequence-edits.ts'
import { SEQUENCE_WORDS } from './sequence.words.ts'

/** The clips from left to right; the one that is seen is marked. */
export function PartStrip({
  parts,
  chosen,
  edit,
  onChoose,
}: {
  parts: readonly ShownPart[]
  chosen: string | undefined
  edit: (edit: Edit) => void
  onChoose: (id: string) => void
}) {
  const words = useWords(SEQUENCE_WORDS)
  const list = useRef<HTMLOListElement>(null)
  useSortable(list, (id, to) => edit({ type: 'move', id, to }), 'x')
  // While it plays the strip goes along.
  useEffect(() => {
    const card = list.current?.querySelector<HTMLElement>(`[data-id="${chosen}"]`)
    const strip = list.current
    if (!card || !strip) return
    const [left, right] = [
      card.offsetLeft - strip.offsetLeft,
      card.offsetLeft - strip.offsetLeft + card.offsetWidth,
    ]
    if (left < strip.scrollLeft) strip.scrollLeft = left
    else if (right > strip.scrollLeft + strip.clientWidth) strip.scrollLeft = right - strip.clientWidth
  }, [chosen])
  return (
    <ol
      ref={list}
      aria-label={words.clips}
      onPointerUp={() => edit({ type: 'settle' })}
      className="relative -mx-1 flex scrollbar-quiet gap-2 overflow-x-auto p-1"
    >
      {parts.map((part, index) => (
        <PartCard
          key={part.id}
          part={part}
          place={index}
          count={parts.length}
          isChosen={part.id === chosen}
          edit={edit}
          onChoose={onChoose}
        />
      ))}
    </ol>
  )
}
