import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { movedTrim } from './fix-trim.ts'

const bounds = { length: 40, min: 2, max: 15 }

test.each([
  ['start within', { start: 0, end: 15 }, 'start', 5, { start: 5, end: 15 }],
  [
    'start takes the end along when the cut gets too short',
    { start: 0, end: 15 },
    'start',
    14,
    { start: 14, end: 16 },
  ],
  [
    'start takes the end along when the cut gets too long',
    { start: 20, end: 30 },
    'start',
    10,
    { start: 10, end: 25 },
  ],
  ['start stops before the end of the original', { start: 20, end: 30 }, 'start', 99, { start: 38, end: 40 }],
  ['end within', { start: 0, end: 15 }, 'end', 9, { start: 0, end: 9 }],
  [
    'end takes the start along when the cut gets too long',
    { start: 0, end: 15 },
    'end',
    20,
    { start: 5, end: 20 },
  ],
  [
    'end takes the start along when the cut gets too short',
    { start: 10, end: 15 },
    'end',
    9,
    { start: 7, end: 9 },
  ],
  ['end stops at the end', { start: 10, end: 15 }, 'end', 99, { start: 25, end: 40 }],
  ['the whole keeps its length', { start: 0, end: 15 }, 'both', 7.5, { start: 7.5, end: 22.5 }],
  ['the whole stops at the end', { start: 0, end: 15 }, 'both', 99, { start: 25, end: 40 }],
  ['the whole stops at the beginning', { start: 5, end: 20 }, 'both', -3, { start: 0, end: 15 }],
] as const)('%s', (_, trim, part, to, expected) => {
  expect(movedTrim(trim, part, to, bounds)).toEqual(expected)
})

test('a cut stays a cut that the model takes, whatever is done to it', () => {
  const steps = fc.array(
    fc.record({
      part: fc.constantFrom('start' as const, 'end' as const, 'both' as const),
      to: fc.double({ min: -10, max: 60, noNaN: true }),
    }),
  )
  fc.assert(
    fc.property(steps, (moves) => {
      const { start, end } = moves.reduce((trim, { part, to }) => movedTrim(trim, part, to, bounds), {
        start: 0,
        end: 15,
      })
      expect(start >= 0 && end <= bounds.length).toBe(true)
      expect(end - start).toBeGreaterThan(bounds.min - 0.002)
      expect(end - start).toBeLessThan(bounds.max + 0.002)
    }),
  )
})
