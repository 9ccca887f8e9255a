import { useId, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { announce } from '#components/ui/announcer.tsx'
import { useLanguage } from '#components/ui/language.tsx'
import { Slider } from '#components/ui/slider.tsx'
import { centredBox, movedBox, type Box, type Size } from '#lib/seedance/fix-frame.ts'
import { percent as percentOf } from '../format.ts'
import { cropInWords, FIX_WORDS } from './fix-words.ts'

const ZOOM_STEP = 1.1
const LEAST_PERCENT = 10

/** The part that stays, as a frame over the picture: moved by pointer and arrow keys, sized by plus, minus and a slider. */
export function CropFrame({
  src,
  size,
  box,
  onChange,
}: {
  src: string
  size: Size
  box: Box
  onChange: (box: Box) => void
}) {
  const language = useLanguage()
  const words = FIX_WORDS[language]
  const stage = useRef<HTMLDivElement>(null)
  const grip = useRef<{ x: number; y: number; box: Box }>(undefined)
  const help = useId()
  const largest = centredBox(size, box.width / box.height)
  const part = Math.min(1, box.width / largest.width)
  const change = (next: Box) => {
    onChange(next)
    announce(
      cropInWords(next.left / size.width, next.top / size.height, next.width / largest.width, language),
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = (Math.max(size.width, size.height) / 100) * (event.shiftKey ? 10 : 1)
    const changes: Record<string, Parameters<typeof movedBox>[2]> = {
      ArrowLeft: { right: -step },
      ArrowRight: { right: step },
      ArrowUp: { down: -step },
      ArrowDown: { down: step },
      '+': { zoom: ZOOM_STEP },
      '=': { zoom: ZOOM_STEP },
      '-': { zoom: 1 / ZOOM_STEP },
    }
    const wanted = changes[event.key]
    if (!wanted) return
    event.preventDefault()
    change(movedBox(box, size, wanted))
  }
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    grip.current = { x: event.clientX, y: event.clientY, box }
  }
  const onPointerMove = (event: PointerEvent) => {
    const start = grip.current
    const width = stage.current?.clientWidth
    if (!start || !width) return
    const scale = size.width / width
    onChange(
      movedBox(start.box, size, {
        right: (event.clientX - start.x) * scale,
        down: (event.clientY - start.y) * scale,
      }),
    )
  }
  const letGo = () => (grip.current = undefined)
  const percent = (value: number, of: number) => `${(value / of) * 100}%`
  return (
    <div className="space-y-3">
      <div className="flex h-64 items-center justify-center rounded-xl bg-stage p-3 sm:h-80">
        <div
          ref={stage}
          style={{ aspectRatio: size.width / size.height }}
          className={`relative overflow-hidden ${size.width / size.height > 1.9 ? 'w-full' : 'h-full'}`}
        >
          <img src={src} alt="" draggable={false} className="absolute inset-0 size-full" />
          <button
            type="button"
            aria-label={words.cropFrame}
            aria-describedby={help}
            onKeyDown={onKeyDown}
            onPointerDown={onPointerDown}
            onPointerMove={onPointerMove}
            onPointerUp={letGo}
            onPointerCancel={letGo}
            style={{
              left: percent(box.left, size.width),
              top: percent(box.top, size.height),
              width: percent(box.width, size.width),
              height: percent(box.height, size.height),
            }}
            className="absolute cursor-move touch-none border-2 border-on-screen shadow-[0_0_0_9999px_var(--color-shade)] -outline-offset-4"
          />
        </div>
      </div>
      <p id={help} className="text-xs text-ink-3">
        {words.cropHelp}
      </p>
      <Slider
        label={words.cropSize}
        min={LEAST_PERCENT}
        max={100}
        value={Math.round(part * 100)}
        valueText={percentOf(part, language)}
        onChange={(value) => onChange(movedBox(box, size, { zoom: value / 100 / part }))}
      />
    </div>
  )
}
