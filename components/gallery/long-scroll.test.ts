import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridLayout, heightOf } from './grid-layout.ts'
import { drawnHeight, HIGHEST, isAstray, scrolled, type ScrollPlace, scrollTo } from './long-scroll.ts'

const VIEW = 800

test('a hundred thousand large cards in one column are higher than a browser draws', () => {
  const height = heightOf(100_000, gridLayout(590, 'l'))
  expect(height).toBeGreaterThan(33_554_428)
  expect(drawnHeight({ height, view: VIEW })).toBe(HIGHEST)
})

test('below the limit the browser scrolls the list itself', () => {
  const range = { height: HIGHEST, view: VIEW }
  expect(scrolled({ top: 0, shift: 0 }, 9_000_000, range)).toEqual({ top: 9_000_000, shift: 0 })
  expect(scrollTo(9_000_000, range)).toEqual({ top: 9_000_000, shift: 0 })
  expect(isAstray({ top: 9_000_000, shift: 0 }, range)).toBe(false)
})

test('the ends of the bar are the ends of the list', () => {
  const range = { height: 40_000_000, view: VIEW }
  const end = scrolled({ top: 0, shift: 0 }, HIGHEST - VIEW, range)
  expect(end.top + end.shift).toBe(40_000_000 - VIEW)
  expect(scrolled(end, 0, range)).toEqual({ top: 0, shift: 0 })
  expect(scrollTo(40_000_000, range)).toEqual(end)
})

test('whatever is done, places stay in the list, small steps are true to the pixel, and no end is out of reach', () => {
  const moves = fc.array(
    fc.oneof(
      fc.record({ step: fc.integer({ min: -3 * VIEW, max: 3 * VIEW }) }),
      fc.record({ bar: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ place: fc.double({ min: 0, max: 1, noNaN: true }) }),
    ),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(fc.integer({ min: HIGHEST + 1, max: 900_000_000 }), moves, (height, all) => {
      const range = { height, view: VIEW }
      const [most, mostDrawn] = [height - VIEW, HIGHEST - VIEW]
      let now: ScrollPlace = { top: 0, shift: 0 }
      for (const move of all) {
        const before = now.top + now.shift
        if ('step' in move) {
          const top = Math.min(Math.max(0, now.top + move.step), mostDrawn)
          const moved = top - now.top
          now = scrolled(now, top, range)
          expect(now.top + now.shift).toBe(Math.min(Math.max(0, before + moved), most))
          // At rest, the bar goes where it belongs; the list does not move.
          if (isAstray(now, range)) {
            const place = now.top + now.shift
            now = scrollTo(place, range)
            expect(now.top + now.shift).toBe(place)
            expect(isAstray(now, range)).toBe(false)
          }
          // Another step in the same direction is possible wherever the list goes on.
          const place = now.top + now.shift
          if (place > 2 * VIEW) expect(now.top).toBeGreaterThan(0)
          if (place < most - 2 * VIEW) expect(now.top).toBeLessThan(mostDrawn)
        } else if ('bar' in move) now = scrolled(now, Math.round(move.bar * mostDrawn), range)
        else now = scrollTo(move.place * most, range)
        expect(now.top + now.shift).toBeGreaterThanOrEqual(0)
        expect(now.top + now.shift).toBeLessThanOrEqual(most)
        expect(now.top).toBeLessThanOrEqual(mostDrawn)
      }
    }),
  )
})
