import type { DrawingColour, DrawingShape } from '#lib/api/drawing.ts'

const STROKES: Record<DrawingColour, string> = {
  red: 'stroke-draw-red',
  yellow: 'stroke-draw-yellow',
  green: 'stroke-draw-green',
  blue: 'stroke-draw-blue',
  white: 'stroke-draw-white',
}

/** In the pixels of the picture; lines are as wide on the screen at every size. A dark edge keeps them apart from any picture. */
export function Shape({ shape, width, height }: { shape: DrawingShape; width: number; height: number }) {
  const d = pathOf(shape, width, height)
  return (
    <g fill="none" strokeLinecap="round" strokeLinejoin="round">
      <path d={d} vectorEffect="non-scaling-stroke" strokeWidth={6} className="stroke-shade" />
      <path d={d} vectorEffect="non-scaling-stroke" strokeWidth={3} className={STROKES[shape.colour]} />
    </g>
  )
}

/** Of the shorter side of the picture. */
const ARROW_HEAD = 0.05

function pathOf({ tool, points }: DrawingShape, width: number, height: number): string {
  const places = points.map(([x, y]): [number, number] => [x * width, y * height])
  const [[x1, y1] = [0, 0], [x2, y2] = [0, 0]] = places
  if (tool === 'box') return `M${x1} ${y1}H${x2}V${y2}H${x1}Z`
  const line = `M${places.map((place) => place.join(' ')).join('L')}`
  if (tool === 'pen') return line
  const angle = Math.atan2(y2 - y1, x2 - x1)
  const head = Math.min(width, height) * ARROW_HEAD
  const side = (turn: number) => `${x2 - head * Math.cos(angle + turn)} ${y2 - head * Math.sin(angle + turn)}`
  return `${line}M${side(0.5)}L${x2} ${y2}L${side(-0.5)}`
}
