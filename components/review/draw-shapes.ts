/** A drawing while it is made. Pure. */
import {
  type Drawing,
  type DrawingPoint,
  type DrawingShape,
  MAX_DRAWING_BYTES,
  MAX_DRAWING_POINTS,
  MAX_SHAPE_POINTS,
  MAX_SHAPES,
} from '#lib/api/drawing.ts'

/** Of the picture's width: what is nearer than this to the last point adds nothing to a line. */
const NEAR = 0.003

export function clampPoint(x: number, y: number): DrawingPoint {
  const within = (value: number) => Number(Math.min(1, Math.max(0, value)).toFixed(4))
  return [within(x), within(y)]
}

/** The shape after its pointer has moved. */
export function drawnOn(shape: DrawingShape, point: DrawingPoint): DrawingShape {
  const { points } = shape
  if (shape.tool !== 'pen') return { ...shape, points: [points[0] ?? point, point] }
  const [x = 0, y = 0] = points.at(-1) ?? []
  if (Math.hypot(point[0] - x, point[1] - y) < NEAR || points.length >= MAX_SHAPE_POINTS) return shape
  return { ...shape, points: [...points, point] }
}

/** A press without a way leaves nothing, but a dot of the pen. */
export function isDrawn({ tool, points }: DrawingShape): boolean {
  const [first, second] = points
  if (first === undefined || second === undefined) return false
  return tool === 'pen' || Math.hypot(first[0] - second[0], first[1] - second[1]) > 0.01
}

/** Whether there is room for one more. */
export function hasRoom(shapes: readonly DrawingShape[]): boolean {
  const points = shapes.reduce((sum, shape) => sum + shape.points.length, 0)
  return (
    shapes.length < MAX_SHAPES &&
    points + MAX_SHAPE_POINTS <= MAX_DRAWING_POINTS &&
    JSON.stringify(shapes).length < MAX_DRAWING_BYTES - 12_000
  )
}

/** The last shape moved, or its end alone, within the picture. */
export function movedLast(
  shapes: readonly DrawingShape[],
  [dx, dy]: readonly [number, number],
  isEnd: boolean,
): DrawingShape[] {
  return shapes.map((shape, index) => {
    if (index < shapes.length - 1) return shape
    const points = shape.points.map((point, at): DrawingPoint => {
      const isStill = isEnd && at < shape.points.length - 1
      return isStill ? point : clampPoint(point[0] + dx, point[1] + dy)
    })
    return { ...shape, points }
  })
}

/** In the middle of the picture, to be moved from there. */
export function placed(tool: DrawingShape['tool'], colour: DrawingShape['colour']): DrawingShape {
  return {
    tool,
    colour,
    points: [
      [0.4, 0.4],
      [0.6, 0.6],
    ],
  }
}

export function asDrawing(shapes: readonly DrawingShape[]): Drawing | undefined {
  return shapes.length === 0 ? undefined : { shapes: [...shapes] }
}
