import { describe, expect, test } from 'vitest'
import { atFrame, moveEnd, withIn, withOut } from './loop-range.ts'

const FRAMES = 100

describe('marking', () => {
  test('the first mark loops to the clip’s end, or from its beginning', () => {
    expect(withIn(undefined, 10, FRAMES)).toEqual({ in: 10, out: 99 })
    expect(withOut(undefined, 20, FRAMES)).toEqual({ in: 0, out: 20 })
  })

  test('the second keeps the first', () => {
    expect(withOut({ in: 10, out: 99 }, 20, FRAMES)).toEqual({ in: 10, out: 20 })
    expect(withIn({ in: 0, out: 20 }, 20, FRAMES)).toEqual({ in: 20, out: 20 })
  })

  test('one that would turn it round drops the other', () => {
    expect(withIn({ in: 10, out: 20 }, 30, FRAMES)).toEqual({ in: 30, out: 99 })
    expect(withOut({ in: 10, out: 20 }, 5, FRAMES)).toEqual({ in: 0, out: 5 })
  })

  test('ends that are dragged stop at one another and at the clip’s', () => {
    expect(moveEnd({ in: 10, out: 20 }, 'in', 30, FRAMES)).toEqual({ in: 20, out: 20 })
    expect(moveEnd({ in: 10, out: 20 }, 'out', 3, FRAMES)).toEqual({ in: 10, out: 10 })
    expect(moveEnd({ in: 10, out: 20 }, 'in', -5, FRAMES)).toEqual({ in: 0, out: 20 })
    expect(moveEnd({ in: 10, out: 20 }, 'out', 500, FRAMES)).toEqual({ in: 10, out: 99 })
  })
})

describe('what is done at a frame', () => {
  const loop = { in: 10, out: 20 }
  test.each([
    [10, 1, 'go on'],
    [19, 1, 'go on'],
    [20, 1, 'turn'],
    [21, 1, 'turn'],
    [9, 1, 'turn'],
    // Two may go by before the next look: from 19 it would be 21.
    [19, 2, 'stop at out'],
    [18, 2, 'go on'],
  ])('%d with a reach of %d: %s', (frame, reach, wanted) => {
    expect(atFrame(loop, frame, reach)).toBe(wanted)
  })
})
