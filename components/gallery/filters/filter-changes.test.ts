import { describe, expect, test } from 'vitest'
import type { ViewFilter } from '../gallery-address.ts'
import {
  changed,
  cleared,
  countOfFilters,
  dayBefore,
  toggled,
  withDays,
  withLength,
} from './filter-changes.ts'

const FULL: ViewFilter = {
  q: 'fox',
  model: ['a'],
  rating: 3,
  from: '2026-11-01',
  to: '2026-11-02',
  zone: 60,
  bin: '1',
}

describe('choosing', () => {
  test('adds to a list and takes away; the last one takes the filter with it', () => {
    const one = toggled({ q: 'fox' }, 'model', 'b')
    const two = toggled(one, 'model', 'a')
    expect(two).toEqual({ q: 'fox', model: ['a', 'b'] })
    expect(toggled(two, 'model', 'b')).toEqual({ q: 'fox', model: ['a'] })
    expect(toggled(one, 'model', 'b')).toEqual({ q: 'fox' })
  })

  test('undefined takes away', () => {
    expect(changed(FULL, { rating: undefined, bin: undefined })).toEqual({
      q: 'fox',
      model: ['a'],
      from: '2026-11-01',
      to: '2026-11-02',
      zone: 60,
    })
  })

  test('days bring their time zone, and take it with them; the earlier one is the first', () => {
    expect(withDays({}, { from: '2026-11-09', to: '2026-11-01' }, -480)).toEqual({
      from: '2026-11-01',
      to: '2026-11-09',
      zone: -480,
    })
    expect(withDays(FULL, {}, 60)).toEqual({ q: 'fox', model: ['a'], rating: 3, bin: '1' })
  })

  test('the shorter length is the first', () => {
    expect(withLength({}, 9, 4)).toEqual({ 'length-from': 4, 'length-to': 9 })
    expect(withLength({ 'length-to': 9 }, 4, undefined)).toEqual({ 'length-from': 4 })
  })

  test('clearing keeps the words', () => {
    expect(cleared(FULL)).toEqual({ q: 'fox' })
    expect(cleared({ rating: 1 })).toEqual({})
  })
})

test('what is set is counted once a range, and words are no filter', () => {
  expect(countOfFilters(FULL)).toBe(4)
  expect(countOfFilters({ q: 'fox' })).toBe(0)
})

test('days count by the calendar, also over the end of summer time', () => {
  expect(dayBefore(new Date(2026, 2, 1, 0, 30), 1)).toBe('2026-02-28')
  expect(dayBefore(new Date(2026, 9, 26, 0, 10), 7)).toBe('2026-10-19')
})
