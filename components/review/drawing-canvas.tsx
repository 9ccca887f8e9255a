import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useWords } from '#components/ui/language.tsx'
import type { DrawingPoint, DrawingShape } from '#lib/api/drawing.ts'
import { putShapes, readDesk } from './desk.ts'
import { clampPoint, drawnOn, hasRoom, isDrawn, movedLast, placed } from './draw-shapes.ts'
import { DrawingTools } from './drawing-tools.tsx'
import { writeComment } from './focus-form.ts'
import { REVIEW_WORDS } from './review.words.ts'
import { Shape } from './shapes.tsx'

/** Of the picture, by one press of an arrow key. */
const STEP = 0.01
const MOVES: Record<string, readonly [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}

/** Takes the pointer, the finger and the keys while something is drawn. */
export function DrawingCanvas({
  width,
  height,
  shapes,
}: {
  width: number
  height: number
  shapes: readonly DrawingShape[]
}) {
  const words = useWords(REVIEW_WORDS)
  const canvas = useRef<SVGSVGElement>(null)
  const [going, setGoing] = useState<DrawingShape>()
  useEffect(() => {
    canvas.current?.scrollIntoView({ block: 'nearest' })
    canvas.current?.focus({ preventScroll: true })
  }, [])
  const pointOf = (event: PointerEvent): DrawingPoint => {
    const matrix = canvas.current?.getScreenCTM()?.inverse()
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
    return clampPoint(x / width, y / height)
  }
  const onDown = (event: PointerEvent<SVGSVGElement>) => {
    if (event.button !== 0 || !hasRoom(shapes)) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const { tool, colour } = readDesk()
    const point = pointOf(event)
    setGoing({ tool, colour, points: [point, point] })
  }
  const onMove = (event: PointerEvent) => setGoing((shape) => shape && drawnOn(shape, pointOf(event)))
  const onUp = () => {
    if (going && isDrawn(going)) putShapes([...shapes, going])
    setGoing(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = event.key === 'Escape' ? shapes : afterKey(event, shapes)
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') writeComment()
    else putShapes(next)
  }
  return (
    <>
      <svg
        ref={canvas}
        // A button by name, so that it takes the focus and its keys; what they do is in its description.
        role="button"
        tabIndex={0}
        data-drawing-canvas
        aria-label={words.canvas}
        aria-describedby="drawing-keys"
        viewBox={`0 0 ${width} ${height}`}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => setGoing(undefined)}
        onKeyDown={onKeyDown}
        className="absolute inset-0 size-full cursor-crosshair touch-none -outline-offset-2"
      >
        {[...shapes, ...(going ? [going] : [])].map((shape, index) => (
          <Shape key={index} shape={shape} width={width} height={height} />
        ))}
      </svg>
      <p id="drawing-keys" className="sr-only">
        {words.canvasHelp}
      </p>
      <DrawingTools shapes={shapes} isAway={going !== undefined} />
    </>
  )
}

function afterKey(event: KeyboardEvent, shapes: readonly DrawingShape[]): DrawingShape[] | undefined {
  const { tool, colour } = readDesk()
  const move = MOVES[event.key]
  if (move && shapes.length > 0) return movedLast(shapes, move, event.shiftKey)
  // The pen has no place to be put to: what the keys place is a box then.
  if (event.key === 'Enter' && hasRoom(shapes))
    return [...shapes, placed(tool === 'pen' ? 'box' : tool, colour)]
  const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)
  if (event.key === 'Delete' || event.key === 'Backspace' || isUndo) return shapes.slice(0, -1)
  return undefined
}
