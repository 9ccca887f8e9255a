import { clsx } from 'clsx'
import { useRef, type PointerEvent } from 'react'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'
import { clipLetter } from './clip-letter.ts'

const WORDS = defineWords({
  en: { wipe: 'Wipe', shown: (percent: number) => `${percent}% ${clipLetter(0)}, the rest ${clipLetter(1)}` },
  zh: { wipe: '划变', shown: (percent) => `${clipLetter(0)} 占 ${percent}%，其余为 ${clipLetter(1)}` },
})

/** Left of it is the first clip, right of it the second. Dragged anywhere on the picture; arrow keys, Page keys, Home and End. */
export function WipeHandle({
  wipe,
  onWipe,
  className,
}: {
  wipe: number
  onWipe: (wipe: number) => void
  className: string
}) {
  const words = useWords(WORDS)
  const slider = useRef<HTMLInputElement>(null)
  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    if (box.width > 0) onWipe(Math.round(((event.clientX - box.left) / box.width) * 1000) / 10)
  }
  return (
    <div
      className={clsx('relative z-10 cursor-ew-resize touch-pan-y select-none', className)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        follow(event)
        // The browser gives the focus to what was pressed, after this.
        event.preventDefault()
        slider.current?.focus()
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
    >
      <input
        ref={slider}
        type="range"
        min={0}
        max={100}
        step={1}
        value={Math.round(wipe)}
        aria-label={words.wipe}
        aria-valuetext={words.shown(Math.round(wipe))}
        onChange={(event) => onWipe(event.target.valueAsNumber)}
        className="peer pointer-events-none absolute inset-0 opacity-0"
      />
      <div
        aria-hidden
        className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-on-screen shadow-float outline-offset-2 peer-focus-visible:outline-2 peer-focus-visible:outline-on-screen"
        style={{ left: `${wipe}%` }}
      >
        <span className="absolute top-1/2 left-1/2 flex h-9 w-6 -translate-1/2 items-center justify-center rounded-full bg-on-screen text-screen touch:h-10 touch:w-8">
          <svg viewBox="0 0 16 16" className="size-4" fill="none" stroke="currentColor" strokeWidth="1.75">
            <path d="M6 4 2.500 8 6 12M10 4l3.500 4L10 12" />
          </svg>
        </span>
      </div>
    </div>
  )
}
