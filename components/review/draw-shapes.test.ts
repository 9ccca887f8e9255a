import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  DRAWING_TOOLS,
  drawingSchema,
  type DrawingShape,
  MAX_DRAWING_BYTES,
  MAX_SHAPE_POINTS,
  MAX_SHAPES,
} from '#lib/api/drawing.ts'
import { asDrawing, clampPoint, drawnOn, hasRoom, isDrawn, movedLast, placed } from './draw-shapes.ts'

const pen: DrawingShape = { tool: 'pen', colour: 'red', points: [[0, 0]] }

/** As long a line as a hand can draw. */
function longLine(): DrawingShape {
  let shape = pen
  for (let step = 1; step <= MAX_SHAPE_POINTS * 2; step += 1)
    shape = drawnOn(shape, clampPoint((step % 100) / 97.123, (step % 83) / 81.321))
  return shape
}

test('what is drawn is never more than what is taken', () => {
  const shapes: DrawingShape[] = []
  while (hasRoom(shapes)) shapes.push(longLine())
  expect(shapes.length).toBeGreaterThan(2)
  expect(z.parse(drawingSchema, asDrawing(shapes)).shapes).toHaveLength(shapes.length)
  expect(JSON.stringify({ shapes }).length).toBeLessThanOrEqual(MAX_DRAWING_BYTES)
  const boxes = Array.from({ length: MAX_SHAPES }, () => placed('box', 'blue'))
  expect(hasRoom(boxes.slice(1))).toBe(true)
  expect(hasRoom(boxes)).toBe(false)
  expect(asDrawing([])).toBeUndefined()
})

test('a line keeps what is far enough from its last point, a box its two corners', () => {
  expect(drawnOn(pen, [0.001, 0]).points).toHaveLength(1)
  expect(drawnOn(pen, [0.1, 0]).points).toHaveLength(2)
  const box: DrawingShape = { ...pen, tool: 'box' }
  expect(drawnOn(drawnOn(box, [0.2, 0.2]), [0.5, 0.4]).points).toEqual([
    [0, 0],
    [0.5, 0.4],
  ])
  expect(isDrawn(drawnOn(box, [0.001, 0.001]))).toBe(false)
})

test.each(DRAWING_TOOLS)('by keys %s moves whole or by its end, and never out of the picture', (tool) => {
  const first = placed('arrow', 'white')
  const last = placed(tool, 'red')
  const [still, moved] = movedLast([first, last], [0.3, -0.1], false)
  expect(still).toEqual(first)
  expect(moved?.points).toEqual([
    [0.7, 0.3],
    [0.9, 0.5],
  ])
  const [ended] = movedLast([last], [0.9, 0.9], true)
  expect(ended?.points).toEqual([
    [0.4, 0.4],
    [1, 1],
  ])
})
