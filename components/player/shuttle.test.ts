import { describe, expect, test } from 'vitest'
import { shuttle, type ShuttleKey } from './shuttle.ts'

describe('J, K and L', () => {
  test.each<[ShuttleKey, number, number]>([
    ['L', 0, 1],
    ['L', 1, 2],
    ['L', 2, 4],
    ['L', 4, 8],
    ['L', 8, 8],
    ['L', 0.5, 1],
    ['L', 1.5, 3],
    ['L', -4, 1],
    ['J', 0, -1],
    ['J', -1, -2],
    ['J', -2, -4],
    ['J', -4, -8],
    ['J', -8, -8],
    ['J', 8, -1],
    ['K', 8, 0],
    ['K', -2, 0],
    ['K', 0, 0],
  ])('%s at %d× gives %d×', (key, rate, wanted) => {
    expect(shuttle(key, { rate, isHeld: false })).toEqual({ kind: 'rate', rate: wanted })
  })

  test('with K held they go by one frame', () => {
    expect(shuttle('L', { rate: 0, isHeld: true })).toEqual({ kind: 'step', by: 1 })
    expect(shuttle('J', { rate: 0, isHeld: true })).toEqual({ kind: 'step', by: -1 })
  })
})
