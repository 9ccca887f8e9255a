import { useState, type PointerEvent } from 'react'
import type { ClipFile } from '#lib/generation/generation.ts'
import { tileOf, tileStyle } from './sprite-frame.ts'

/** Frames of the clip under the pointer, from left to right, out of one small picture. Only for a mouse. */
export function HoverScrub({ sprite }: { sprite: NonNullable<ClipFile['sprite']> }) {
  const [part, setPart] = useState<number>()
  const [wanted, setWanted] = useState(false)
  const tile = part === undefined ? undefined : tileOf(part, sprite)
  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse') return
    const box = event.currentTarget.getBoundingClientRect()
    setWanted(true)
    setPart(Math.min(0.999, Math.max(0, (event.clientX - box.left) / box.width)))
  }
  return (
    <div
      aria-hidden
      className="absolute inset-0 flex items-center justify-center overflow-hidden"
      onPointerMove={onPointerMove}
      onPointerLeave={() => setPart(undefined)}
    >
      {wanted && <img src={sprite.url} alt="" className="hidden" />}
      {tile !== undefined && (
        <>
          <div
            className="shrink-0 bg-screen"
            style={{ ...tileStyle(tile, sprite), backgroundImage: `url("${sprite.url}")` }}
          />
          <div
            className="absolute bottom-0 left-0 h-0.5 bg-on-screen"
            style={{ width: `${(part ?? 0) * 100}%` }}
          />
        </>
      )}
    </div>
  )
}
