'use client'
/** Over the picture: what was drawn on the frame that is shown, and what is being drawn. */
import { useEffect } from 'react'
import type { FramePlayer } from '#components/player/frame-player.ts'
import { usePlayer, usePlayerAround } from '#components/player/use-frame-player.ts'
import { changeDesk, isWithin, useDesk } from './desk.ts'
import { DrawingCanvas } from './drawing-canvas.tsx'
import { SaidHere } from './said-here.tsx'
import { Shape } from './shapes.tsx'

export function PictureLayer({ width, height }: { width: number; height: number }) {
  const player = usePlayerAround()
  return player && <Layer player={player} width={width} height={height} />
}

function Layer({ player, width, height }: { player: FramePlayer; width: number; height: number }) {
  const frame = usePlayer(player, (state) => state.frame)
  const review = useDesk((desk) => desk.review)
  const isDrawing = useDesk((desk) => desk.isDrawing)
  const selected = useDesk((desk) => desk.selected)
  const drawn = useDesk((desk) => desk.shapes)
  const drawnAt = useDesk((desk) => desk.drawnAt)
  const isHere = drawnAt === undefined || isWithin(drawnAt, frame)
  const shapes = isHere ? drawn : []
  useEffect(() => {
    changeDesk({ player })
  }, [player])
  // Whoever goes elsewhere has drawn what they wanted.
  useEffect(() => {
    if (!isHere) changeDesk({ isDrawing: false })
  }, [isHere])
  const shown = (review?.comments ?? []).filter(
    ({ id, drawing, frames, resolved }) =>
      drawing && frames && isWithin(frames, frame) && (!resolved || id === selected),
  )
  if (isDrawing && isHere) return <DrawingCanvas width={width} height={height} shapes={shapes} />
  return (
    <>
      <SaidHere frame={frame} />
      {shown.length + shapes.length > 0 && (
        <svg
          aria-hidden
          data-drawing={shown.map(({ id }) => id).join(' ')}
          viewBox={`0 0 ${width} ${height}`}
          className="pointer-events-none absolute inset-0 size-full"
        >
          {shown.map(({ id, drawing }) =>
            drawing?.shapes.map((shape, index) => (
              <Shape key={`${id} ${index}`} shape={shape} width={width} height={height} />
            )),
          )}
          {shapes.map((shape, index) => (
            <Shape key={index} shape={shape} width={width} height={height} />
          ))}
        </svg>
      )}
    </>
  )
}
