import { expect, test } from 'vitest'
import { placeInGrid } from './take-grid.ts'

// 0 1 2
// 3 4 5
// 6 7
test.each([
  ['ArrowRight', 2, 3],
  ['ArrowLeft', 3, 2],
  ['ArrowDown', 1, 4],
  ['ArrowUp', 4, 1],
  ['ArrowUp', 1, 1],
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 7, 7],
  ['ArrowDown', 5, 7],
  ['ArrowDown', 7, 7],
  ['Home', 5, 0],
  ['End', 1, 7],
  ['x', 1, undefined],
])('%s from %i leads to %s', (key, from, expected) => {
  expect(placeInGrid(key, from, 3, 8)).toBe(expected)
})
