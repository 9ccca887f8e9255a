import { clsx } from 'clsx'
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { frameAtX, percent } from '#components/player/bar-place.ts'
import { timecode } from '#components/player/frame-math.ts'
import { useWords } from '#components/ui/language.tsx'
import type { PartClip, ShownPart } from '#lib/api/sequences.ts'
import type { Edit } from './sequence-edits.ts'
import type { SequencePlayer } from './sequence-player.ts'
import { SEQUENCE_WORDS } from './sequence.words.ts'

type End = 'in' | 'out'

/** Frames that a key moves a handle by. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }

/** The whole clip, a cell for each frame; a handle at either end of what is shown, and the picture follows it. */
export function TrimBar({
  part,
  clip,
  player,
  edit,
}: {
  part: ShownPart
  clip: PartClip
  player: SequencePlayer
  edit: (edit: Edit) => void
}) {
  const words = useWords(SEQUENCE_WORDS)
  const bar = useRef<HTMLDivElement>(null)
  const { id } = part
  const set = (end: End, frame: number) => {
    const to = Math.min(clip.frames - 1, Math.max(0, frame))
    // A handle stops at the other one.
    const [first, out] = end === 'in' ? [Math.min(to, part.out), part.out] : [part.in, Math.max(to, part.in)]
    edit({ type: 'trim', id, in: first, out })
    const index = player.place()?.index
    if (index !== undefined) void player.preview(index, end === 'in' ? first : out)
  }
  const onKeyDown = (end: End) => (event: KeyboardEvent) => {
    const at = part[end]
    const step = STEPS[event.key]
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? clip.frames - 1
          : step === undefined
            ? undefined
            : at + step * (event.shiftKey ? 10 : 1)
    if (to === undefined || event.altKey || event.metaKey || event.ctrlKey) return
    event.preventDefault()
    set(end, to)
  }
  const onMove = (end: End) => (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      set(end, frameAtX(bar.current, event.clientX, clip.frames))
  }
  const handle = (end: End) => (
    <div
      role="slider"
      tabIndex={0}
      data-trim={end}
      data-loop-end={end}
      aria-label={end === 'in' ? words.trimIn : words.trimOut}
      aria-valuemin={0}
      aria-valuemax={clip.frames - 1}
      aria-valuenow={part[end]}
      aria-valuetext={timecode(part[end], clip.fps)}
      onKeyDown={onKeyDown(end)}
      onKeyUp={() => edit({ type: 'settle' })}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onMove(end)}
      onPointerUp={() => edit({ type: 'settle' })}
      style={{ left: percent((end === 'in' ? part.in : part.out + 1) / clip.frames) }}
      className={clsx(
        'absolute inset-y-0 flex w-6 cursor-ew-resize touch-none items-center justify-center touch:w-11',
        // Each stands outside of what is shown, so that they never lie upon one another.
        end === 'in' ? '-translate-x-full' : 'translate-x-0',
      )}
    >
      <span
        className={clsx('h-full w-2 bg-ink', end === 'in' ? 'ml-auto rounded-l-md' : 'mr-auto rounded-r-md')}
      />
    </div>
  )
  return (
    <div className="px-6 touch:px-11">
      <div ref={bar} className="relative h-9 rounded-sm bg-stage touch:h-11">
        <div
          className="absolute inset-y-0 border-y-2 border-ink bg-chip"
          style={{
            left: percent(part.in / clip.frames),
            width: percent((part.out - part.in + 1) / clip.frames),
          }}
        />
        {handle('in')}
        {handle('out')}
      </div>
    </div>
  )
}
