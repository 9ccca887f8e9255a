import { useState, type PointerEvent } from 'react'
import type { ClipFile } from '#lib/generation/generation.ts'

/** The shape of the place on a card. */
const STAGE = 16 / 9
/** 480p is 864×496, 2 % from 16:9: bars that thin look like a mistake, and so little is lost without them. */
const NEARLY = 0.03

export function fillsStage({ width, height }: { width: number; height: number }): boolean {
  return Math.abs(width / height / STAGE - 1) < NEARLY
}

/** Frames of the clip under the pointer, from left to right, out of one small picture. Only for a mouse. */
export function HoverScrub({ sprite }: { sprite: NonNullable<ClipFile['sprite']> }) {
  const [part, setPart] = useState<number>()
  const [wanted, setWanted] = useState(false)
  const { url, columns, rows, tileWidth, tileHeight } = sprite
  const isWide = tileWidth / tileHeight > STAGE
  const tile =
    part === undefined ? undefined : Math.min(columns * rows - 1, Math.floor(part * columns * rows))
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
      {wanted && <img src={url} alt="" className="hidden" />}
      {tile !== undefined && (
        <>
          <div
            className="shrink-0 bg-screen"
            style={{
              aspectRatio: tileWidth / tileHeight,
              ...(isWide !== fillsStage({ width: tileWidth, height: tileHeight })
                ? { width: '100%' }
                : { height: '100%' }),
              backgroundImage: `url("${url}")`,
              backgroundSize: `${columns * 100}% ${rows * 100}%`,
              backgroundPosition: `${percent(tile % columns, columns)} ${percent(Math.floor(tile / columns), rows)}`,
            }}
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

function percent(index: number, count: number): string {
  return count > 1 ? `${(index / (count - 1)) * 100}%` : '0%'
}
