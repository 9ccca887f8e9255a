import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { Trim } from '#lib/seedance/fix-trim.ts'
import { useFormat } from '../use-format.ts'
import { FIX_WORDS } from './fix-words.ts'

type Part = 'start' | 'end' | 'both'
/** Seconds. */
const STEP = 0.1
const LONG_STEP = 1

/** Two ends and what is between them, each a slider for keyboard and pointer. */
export function TrimHandles({
  trim,
  length,
  now,
  onMove,
  children,
}: {
  trim: Trim
  /** Seconds of the original. */
  length: number
  /** Where it plays. */
  now: number | undefined
  onMove: (part: Part, to: number) => void
  /** What the ends stand over. */
  children: ReactNode
}) {
  const words = useWords(FIX_WORDS)
  const strip = useRef<HTMLDivElement>(null)
  const percent = (at: number) => `${(at / length) * 100}%`
  const shared = { strip, trim, length, onMove }
  return (
    <div className="px-3">
      <div ref={strip} className="relative h-16 touch-none rounded-md bg-stage select-none">
        <div aria-hidden className="absolute inset-0 overflow-hidden rounded-md">
          {children}
          <span className="absolute inset-y-0 left-0 bg-shade" style={{ width: percent(trim.start) }} />
          <span className="absolute inset-y-0 right-0 bg-shade" style={{ left: percent(trim.end) }} />
          {now !== undefined && (
            <span className="absolute inset-y-0 w-0.5 bg-on-screen" style={{ left: percent(now) }} />
          )}
        </div>
        <Handle
          {...shared}
          part="both"
          label={words.whole}
          className="inset-y-0 cursor-grab border-y-2 border-ink active:cursor-grabbing"
          style={{ left: percent(trim.start), width: percent(trim.end - trim.start) }}
        />
        <Handle
          {...shared}
          part="start"
          label={words.start}
          className={END}
          style={{ left: percent(trim.start) }}
        />
        <Handle
          {...shared}
          part="end"
          label={words.end}
          className={END}
          style={{ left: percent(trim.end) }}
        />
      </div>
    </div>
  )
}

/** Half of what takes the pointer is seen. */
const END =
  '-inset-y-1 w-6 -translate-x-1/2 cursor-ew-resize rounded-sm before:absolute before:inset-y-0 before:left-1/2 before:w-3 before:-translate-x-1/2 before:rounded-sm before:bg-ink touch:before:w-6'

function Handle({
  part,
  label,
  strip,
  trim,
  length,
  onMove,
  ...look
}: {
  part: Part
  label: string
  strip: { readonly current: HTMLDivElement | null }
  trim: Trim
  length: number
  onMove: (part: Part, to: number) => void
  className: string
  style: { left: string; width?: string }
}) {
  /** Seconds between the pointer and what it holds. */
  const grip = useRef<number>(undefined)
  const { seconds } = useFormat()
  const value = part === 'end' ? trim.end : trim.start
  const timeAt = (x: number) => {
    const box = strip.current?.getBoundingClientRect()
    return box ? ((x - box.left) / box.width) * length : value
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? LONG_STEP : STEP
    const targets: Record<string, number> = {
      ArrowLeft: value - step,
      ArrowDown: value - step,
      ArrowRight: value + step,
      ArrowUp: value + step,
      PageDown: value - LONG_STEP,
      PageUp: value + LONG_STEP,
      Home: 0,
      End: length,
    }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    onMove(part, target)
  }
  const letGo = () => (grip.current = undefined)
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={length}
      aria-valuenow={value}
      aria-valuetext={part === 'both' ? `${seconds(trim.start)} – ${seconds(trim.end)}` : seconds(value)}
      onKeyDown={onKeyDown}
      onPointerDown={(event: PointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        grip.current = value - timeAt(event.clientX)
      }}
      onPointerMove={(event: PointerEvent) => {
        if (grip.current !== undefined) onMove(part, timeAt(event.clientX) + grip.current)
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      style={look.style}
      className={`absolute ${look.className}`}
    />
  )
}
