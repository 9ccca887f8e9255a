import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SIZES } from './gallery-address.ts'
import {
  cellsTouched,
  gridLayout,
  heightOf,
  MOST_COLUMNS,
  PHONE_WIDTH,
  placeAfterKey,
  rowsOf,
  rowsSeen,
  SIZE_RULES,
  topToShow,
  widthFor,
} from './grid-layout.ts'

const widths = fc.integer({ min: 300, max: 8000 })
const sizes = fc.constantFrom(...SIZES)
const totals = fc.integer({ min: 1, max: 300_000 })

describe('columns', () => {
  test('two on a phone at the usual size, six in a usual window', () => {
    expect(gridLayout(390 - 24, 'm').columns).toBe(2)
    expect(gridLayout(1440 - 32, 'm').columns).toBe(6)
    expect(gridLayout(1440 - 32, 'l').columns).toBe(4)
    expect(gridLayout(1440 - 32, 's').columns).toBe(10)
  })

  test('are as many as fit, and one more would not', () => {
    fc.assert(
      fc.property(widths, sizes, (width, size) => {
        const { columns, gap } = gridLayout(width, size)
        const { least, onPhone } = SIZE_RULES[size]
        if (width < PHONE_WIDTH) {
          expect(columns).toBe(onPhone)
          return
        }
        const card = (width - gap * (columns - 1)) / columns
        if (columns > 1) expect(card).toBeGreaterThanOrEqual(least)
        if (columns < MOST_COLUMNS) expect(width).toBeLessThan(widthFor(columns + 1, size))
      }),
    )
  })
})

describe('rows', () => {
  test('those that are seen cover the window, and no row outside of it is among them', () => {
    fc.assert(
      fc.property(
        widths,
        sizes,
        totals,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (width, size, total, part) => {
          const layout = gridLayout(width, size)
          const height = 900
          const top = Math.floor(part * Math.max(0, heightOf(total, layout) - height))
          const { from, to } = rowsSeen(top, height, total, layout)
          expect(from * layout.pitch).toBeLessThanOrEqual(top)
          expect((from + 1) * layout.pitch).toBeGreaterThan(top)
          expect(to === rowsOf(total, layout) || to * layout.pitch >= top + height).toBe(true)
          expect((to - 1) * layout.pitch).toBeLessThan(top + height)
        },
      ),
    )
  })

  test('a row that is to be shown is seen whole, and nothing moves when it is already', () => {
    const layout = gridLayout(1408, 'm')
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(3_000_000), (row, top) => {
        const to = topToShow(row, top, 900, layout)
        expect(row * layout.pitch).toBeGreaterThanOrEqual(to)
        expect((row + 1) * layout.pitch - layout.gap).toBeLessThanOrEqual(to + 900)
        expect(topToShow(row, to, 900, layout)).toBe(to)
      }),
    )
  })

  test('there are as many as the cards need, and the last one counts when it is not full', () => {
    const layout = { columns: 6, gap: 12, stage: 120, pitch: 180 }
    expect(rowsOf(0, layout)).toBe(0)
    expect(rowsOf(12, layout)).toBe(2)
    expect(rowsOf(13, layout)).toBe(3)
    expect(heightOf(13, layout)).toBe(3 * 180 - 12)
    expect(rowsSeen(0, 900, 0, layout)).toEqual({ from: 0, to: 0 })
  })
})

describe('a rectangle', () => {
  test('touches exactly the cards that it overlaps', () => {
    const coordinate = fc.integer({ min: -200, max: 4000 })
    fc.assert(
      fc.property(
        coordinate,
        coordinate,
        coordinate,
        coordinate,
        fc.integer({ min: 1, max: 90 }),
        (x1, x2, y1, y2, total) => {
          const [width, layout] = [1408, gridLayout(1408, 'm')]
          const box = {
            left: Math.min(x1, x2),
            right: Math.max(x1, x2),
            top: Math.min(y1, y2),
            bottom: Math.max(y1, y2),
          }
          const card = (width - layout.gap * (layout.columns - 1)) / layout.columns
          const touched: number[] = []
          for (let index = 0; index < rowsOf(total, layout) * layout.columns; index += 1) {
            const left = (index % layout.columns) * (card + layout.gap)
            const top = Math.floor(index / layout.columns) * layout.pitch
            const height = layout.pitch - layout.gap
            // To a thousandth of a pixel.
            const isTouched =
              left + card > box.left + 1e-3 &&
              left <= box.right + 1e-3 &&
              top + height > box.top &&
              top <= box.bottom
            if (isTouched) touched.push(index)
          }
          const cells = cellsTouched(box, width, total, layout)
          const found: number[] = []
          if (cells)
            for (let row = cells.rows.from; row < cells.rows.to; row += 1)
              for (let column = cells.columns.from; column < cells.columns.to; column += 1)
                found.push(row * layout.columns + column)
          expect(found).toEqual(touched)
        },
      ),
    )
  })
})

describe('keys', () => {
  const grid = { columns: 6, rowsOnScreen: 5 }
  test.each([
    ['ArrowRight', 5, 6],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 3, 9],
    ['ArrowDown', 89, 95],
    ['ArrowDown', 92, 98],
    ['ArrowDown', 95, 99],
    ['ArrowDown', 97, 97],
    ['ArrowUp', 4, 4],
    ['PageDown', 0, 24],
    ['PageDown', 92, 98],
    ['PageDown', 95, 99],
    ['PageUp', 10, 4],
    ['Home', 71, 0],
    ['End', 71, 99],
    ['a', 71, undefined],
  ])('%s leads from %i to %s of a hundred', (key, from, to) => {
    expect(placeAfterKey(key, from, 100, grid)).toBe(to)
  })

  test('never lead out of the list', () => {
    const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown')
    fc.assert(
      fc.property(keys, totals, fc.nat(), fc.integer({ min: 1, max: 32 }), (key, total, start, columns) => {
        const to = placeAfterKey(key, start % total, total, { columns, rowsOnScreen: 4 })
        expect(to).toBeGreaterThanOrEqual(0)
        expect(to).toBeLessThan(total)
      }),
    )
  })
})
