import { expect, test } from 'vitest'
import { topOf } from './day-scale.ts'
import { dayInWords, monthInWords, monthsBetween } from './months.ts'
import { readFigure } from './read-figure.ts'

test('months from the last to the first, over the years', () => {
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2026-02', '2026-01', '2025-12', '2025-11'])
  expect(monthsBetween('2026-02', '2026-02')).toEqual(['2026-02'])
})

test('months and days in words, wherever the browser is', () => {
  expect([monthInWords('2026-11', 'en'), monthInWords('2026-11', 'zh')]).toEqual([
    'November 2026',
    '2026年11月',
  ])
  expect([dayInWords('2026-11', 1, 'en'), dayInWords('2026-11', 30, 'zh')]).toEqual(['1 Nov', '11月30日'])
})

test('the top of a chart is a round figure that holds everything', () => {
  expect([0, 0.03, 1, 1.1, 4_900_000, 5_000_001].map(topOf)).toEqual([1, 0.05, 1, 2, 5_000_000, 10_000_000])
})

test('figures as people write them', () => {
  expect(
    ['', ' ', '1000', '1,000,000', '2 500', '1.5', '-1', '1e6', 'x'].map((text) => readFigure(text, 0)),
  ).toEqual([null, null, 1000, 1_000_000, 2500, undefined, undefined, undefined, undefined])
  expect(['9.99', '9.999'].map((text) => readFigure(text, 2))).toEqual([9.99, undefined])
})
