import { ChevronLeft, ChevronRight } from 'lucide-react'
import { IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: {
    place: (place: number, count: number) => `Variation ${place} of ${count}`,
    previous: 'Previous variation',
    next: 'Next variation',
  },
  zh: {
    place: (place, count) => `变体 ${place} / ${count}`,
    previous: '上一个变体',
    next: '下一个变体',
  },
})

/** From one request of a press to the next. */
export function RequestSteps({
  place,
  count,
  onGo,
}: {
  /** From 0. */
  place: number
  count: number
  onGo: (place: number) => void
}) {
  const words = useWords(WORDS)
  return (
    <div className="flex items-center justify-center gap-3 border-b py-1">
      <IconButton
        label={words.previous}
        aria-disabled={place === 0}
        onClick={() => onGo(Math.max(0, place - 1))}
      >
        <ChevronLeft size={16} className={place === 0 ? 'opacity-35' : ''} />
      </IconButton>
      <output className="text-sm tabular-nums">{words.place(place + 1, count)}</output>
      <IconButton
        label={words.next}
        aria-disabled={place === count - 1}
        onClick={() => onGo(Math.min(count - 1, place + 1))}
      >
        <ChevronRight size={16} className={place === count - 1 ? 'opacity-35' : ''} />
      </IconButton>
    </div>
  )
}
