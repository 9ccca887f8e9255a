import { expect, test } from 'vitest'
import { checkDelay, retryDelay } from './retry-delay.ts'

const pace = { first: 1000, most: 60_000 }

test.each([
  [1, 0, 500],
  [1, 1, 1000],
  [2, 1, 2000],
  [5, 0.5, 12_000],
  [7, 1, 60_000],
  [5000, 1, 60_000],
  [0, 1, 1000],
])('after failure %i with chance %f: %i ms', (attempt, chance, expected) => {
  expect(retryDelay(attempt, pace, () => chance)).toBe(expected)
})

test('checks slow down with age and never stop', () => {
  const ages = [0, 119_999, 120_000, 900_000, 3_600_000, 21_600_000, 604_800_000]
  expect(ages.map(checkDelay)).toEqual([2000, 2000, 5000, 15_000, 30_000, 60_000, 60_000])
})
