import { expect, test } from 'vitest'
import { frameOfPlace, placeAt, sequenceTimeline } from './sequence-timeline.ts'

const parts = [
  { in: 0, out: 9, fps: 24 },
  { in: 5, out: 5, fps: 24 },
  { in: 30, out: 59, fps: 30 },
]
const line = sequenceTimeline(parts)

test('counted in the frames of the first part', () => {
  expect(line).toEqual({ fps: 24, frames: 10 + 1 + 24, starts: [0, 10, 11] })
  expect(sequenceTimeline([])).toEqual({ fps: 24, frames: 0, starts: [] })
})

test.each([
  [0, 0, 0],
  [9, 0, 9],
  [10, 1, 5],
  [11, 2, 30],
  [34, 2, 59],
  [-5, 0, 0],
  [99, 2, 59],
])('frame %i is of part %i its frame %i', (frame, index, own) => {
  expect(placeAt(parts, line, frame)).toEqual({ index, frame: own })
})

test('there and back again', () => {
  for (let frame = 0; frame < line.frames; frame += 1) {
    const place = placeAt(parts, line, frame)
    expect(place && frameOfPlace(parts, line, place)).toBe(frame)
  }
})

test('what is cut off stands at the nearest end', () => {
  expect(frameOfPlace(parts, line, { index: 1, frame: 0 })).toBe(10)
  expect(frameOfPlace(parts, line, { index: 1, frame: 50 })).toBe(10)
  expect(placeAt([], sequenceTimeline([]), 0)).toBeUndefined()
})
