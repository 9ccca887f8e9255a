import { ChevronLeft, ChevronRight, GripVertical, X } from 'lucide-react'
import { clsx } from 'clsx'
import { timecode } from '#components/player/frame-math.ts'
import { BlurredImage } from '#components/ui/blurred-image.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import type { ShownPart } from '#lib/api/sequences.ts'
import type { Edit } from './sequence-edits.ts'
import { SEQUENCE_WORDS } from './sequence.words.ts'

const SMALL = 'size-7 touch:size-11'

/** One clip of the strip: a press shows it, its handle moves it, its buttons do what keys do. */
export function PartCard({
  part,
  place,
  count,
  isChosen,
  edit,
  onChoose,
}: {
  part: ShownPart
  place: number
  count: number
  isChosen: boolean
  edit: (edit: Edit) => void
  onChoose: (id: string) => void
}) {
  const words = useWords(SEQUENCE_WORDS)
  const { id, clip } = part
  const length = timecode(part.out - part.in + 1, clip?.fps ?? 24)
  const title = clip?.title ?? words.gone
  const move = (by: number) => () => {
    edit({ type: 'move', id, to: place + by })
    edit({ type: 'settle' })
  }
  return (
    <li
      data-id={id}
      className={clsx(
        'flex w-40 shrink-0 flex-col overflow-hidden rounded-lg bg-surface ring-1 touch:w-44',
        isChosen ? 'ring-2 ring-ink' : 'ring-line',
      )}
    >
      <button
        type="button"
        aria-label={words.partLength(place + 1, title, length)}
        aria-pressed={isChosen}
        onClick={() => onChoose(id)}
        className="relative block aspect-video w-full bg-stage -outline-offset-2"
      >
        {clip?.posterUrl !== undefined && (
          <BlurredImage src={clip.posterUrl} alt="" thumbhash={clip.thumbhash} fit="contain" />
        )}
        <span className="absolute bottom-1 left-1 rounded-md bg-shade px-1.5 py-0.5 text-2xs font-medium text-on-screen tabular-nums">
          {place + 1}
        </span>
        <span className="absolute right-1 bottom-1 rounded-md bg-shade px-1.5 py-0.5 text-2xs font-medium text-on-screen tabular-nums">
          {length}
        </span>
      </button>
      <p className={clsx('truncate px-2 pt-1.5 text-xs', clip ? 'text-ink-2' : 'text-bad')}>{title}</p>
      <div className="flex items-center px-0.5 pb-0.5">
        <span
          data-drag-handle
          data-tip={words.drag}
          aria-hidden
          className="flex size-7 cursor-grab touch-none items-center justify-center text-ink-3 hover:text-ink touch:size-11"
        >
          <GripVertical size={16} />
        </span>
        <span className="flex-1" />
        <IconButton label={words.earlier} disabled={place === 0} onClick={move(-1)} className={SMALL}>
          <ChevronLeft size={16} />
        </IconButton>
        <IconButton label={words.later} disabled={place === count - 1} onClick={move(1)} className={SMALL}>
          <ChevronRight size={16} />
        </IconButton>
        <IconButton label={words.remove} onClick={() => edit({ type: 'remove', id })} className={SMALL}>
          <X size={16} />
        </IconButton>
      </div>
    </li>
  )
}
