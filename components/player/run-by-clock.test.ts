import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runByClock } from './run-by-clock.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (next: () => void) => setTimeout(next, 1000 / 60))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function run({
  ms,
  isRound = false,
  ...wish
}: {
  rate: number
  from: number
  isRound?: boolean
  ms: number
}): Promise<number[]> {
  const sought: number[] = []
  let isWanted = true
  const done = runByClock({
    fps: 24,
    range: { in: 10, out: 20 },
    isRound: () => isRound,
    isWanted: () => isWanted,
    seek: (frame) => {
      sought.push(frame)
      return Promise.resolve(frame)
    },
    ...wish,
  })
  await vi.advanceTimersByTimeAsync(ms)
  isWanted = false
  await vi.advanceTimersByTimeAsync(1000)
  await done
  return sought
}

test('backwards it shows each frame once, and ends at the first', async () => {
  expect(await run({ rate: -1, from: 15, ms: 2000 })).toEqual([14, 13, 12, 11, 10])
})

test('it keeps the pace: after a quarter of a second six frames are gone, and at eight times frames are left out', async () => {
  expect((await run({ rate: -1, from: 20, ms: 270 })).at(-1)).toBe(14)
  const fast = await run({ rate: -8, from: 20, ms: 2000 })
  expect(fast.at(-1)).toBe(10)
  expect(fast.length).toBeLessThan(6)
})

test('round and round it shows both ends each time, and never leaves', async () => {
  const there = await run({ rate: 4, from: 30, isRound: true, ms: 1000 })
  expect(there[0]).toBe(10)
  expect(Math.max(...there)).toBe(20)
  expect(Math.min(...there)).toBe(10)
  expect(there.filter((frame) => frame === 20).length).toBeGreaterThan(5)
  const back = await run({ rate: -4, from: 5, isRound: true, ms: 1000 })
  expect(back[0]).toBe(20)
  expect(back.filter((frame) => frame === 10).length).toBeGreaterThan(5)
})

test('at its end already, it stays', async () => {
  expect(await run({ rate: -1, from: 10, ms: 500 })).toEqual([])
})
