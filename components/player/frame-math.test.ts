import { assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clampFrame,
  exactRate,
  frameAt,
  frameCount,
  isDropFrame,
  readFrame,
  startOfFrame,
  timecode,
  timeOfFrame,
} from './frame-math.ts'

const RATES = [24, 25, 30, 24_000 / 1001, 30_000 / 1001, 50, 60_000 / 1001, 60, 12.5]
const rate = constantFrom(...RATES)
/** Four hours at 60. */
const frame = integer({ min: 0, max: 864_000 })

describe('rates', () => {
  test.each([
    [23.976, 24_000 / 1001],
    [23.98, 24_000 / 1001],
    [29.97, 30_000 / 1001],
    [59.94, 60_000 / 1001],
    [24, 24],
    [23.999, 24],
    [12.5, 12.5],
  ])('%d means %d', (measured, meant) => {
    expect(exactRate(measured)).toBeCloseTo(meant, 10)
  })

  test.each([0, -1, NaN, Infinity])('%d is no rate and counts as 24', (fps) => {
    expect(exactRate(fps)).toBe(24)
  })
})

describe('frames and times', () => {
  test.each([
    [5, 24, 120],
    [121 / 24, 24, 121],
    [5.042, 24, 121],
    [10.01, 29.97, 300],
    [4.004, 23.976, 96],
    [1, 60, 60],
    [0, 24, 1],
    [NaN, 24, 1],
  ])('%d s at %d are %d frames', (duration, fps, frames) => {
    expect(frameCount(duration, fps)).toBe(frames)
  })

  test('the first and the last frame of a clip', () => {
    expect(frameAt(0, 24)).toBe(0)
    expect(frameAt(timeOfFrame(120, 24), 24)).toBe(120)
    expect(timeOfFrame(120, 24)).toBeLessThan(121 / 24)
    expect(frameAt(-0.01, 24)).toBe(0)
    expect(clampFrame(-3, 121)).toBe(0)
    expect(clampFrame(121, 121)).toBe(120)
  })

  test('the middle of every frame lies in it', () => {
    assert(
      property(frame, rate, (n, fps) => {
        expect(frameAt(timeOfFrame(n, fps), fps)).toBe(n)
      }),
    )
  })

  test('a start that was rounded to microseconds or cut to milliseconds is that frame’s', () => {
    assert(
      property(frame, rate, (n, fps) => {
        const start = startOfFrame(n, fps)
        expect(frameAt(Math.round(start * 1e6) / 1e6, fps)).toBe(n)
        expect(frameAt(Math.floor(start * 1e6) / 1e6, fps)).toBe(n)
        expect(frameAt(Math.floor(start * 1e3) / 1e3, fps)).toBe(n)
        expect(frameAt(Math.round(start * 1e3) / 1e3, fps)).toBe(n)
      }),
    )
  })

  test('a clip of n frames has n frames, however its length was rounded', () => {
    assert(
      property(integer({ min: 1, max: 200_000 }), rate, (n, fps) => {
        expect(frameCount(Math.round((n / fps) * 1000) / 1000, Math.round(fps * 1000) / 1000)).toBe(n)
      }),
    )
  })
})

describe('timecode', () => {
  test.each([
    [0, 24, '00:00:00:00'],
    [23, 24, '00:00:00:23'],
    [24, 24, '00:00:01:00'],
    [24 * 3600, 24, '01:00:00:00'],
    [24, 23.976, '00:00:01:00'],
    [1439, 23.976, '00:00:59:23'],
    [1440, 23.976, '00:01:00:00'],
    [24, 25, '00:00:00:24'],
    [59, 60, '00:00:00:59'],
    [0, 29.97, '00:00:00;00'],
    [1799, 29.97, '00:00:59;29'],
    [1800, 29.97, '00:01:00;02'],
    [17_981, 29.97, '00:09:59;29'],
    [17_982, 29.97, '00:10:00;00'],
    [107_892, 29.97, '01:00:00;00'],
    [3599, 59.94, '00:00:59;59'],
    [3600, 59.94, '00:01:00;04'],
    [100, 120, '00:00:00:100'],
  ])('frame %d at %d is %s', (n, fps, text) => {
    expect(timecode(n, fps)).toBe(text)
  })

  test('it drops at 29.97 and 59.94 alone', () => {
    expect(RATES.filter(isDropFrame)).toEqual([30_000 / 1001, 60_000 / 1001])
  })

  test('what is shown can be typed', () => {
    assert(
      property(frame, rate, (n, fps) => {
        expect(readFrame(timecode(n, fps), fps)).toBe(n)
      }),
    )
  })

  test('with dropped numbers it stays within two frames of the clock', () => {
    assert(
      property(frame, (n) => {
        const [hours = 0, minutes = 0, seconds = 0, frames = 0] = timecode(n, 29.97).split(/[:;]/).map(Number)
        const shown = hours * 3600 + minutes * 60 + seconds + frames / 30
        expect(Math.abs(shown - startOfFrame(n, 29.97))).toBeLessThan(3 / 30)
      }),
    )
  })
})

describe('typed frames', () => {
  test.each([
    ['0', 24, 0],
    [' 42 ', 24, 42],
    ['2:12', 24, 60],
    ['1:00:00', 24, 1440],
    ['00:00:02:12', 24, 60],
    ['１：００', 24, 24],
    ['00:01:00;02', 29.97, 1800],
    // Left out of the numbers: the frame that comes instead.
    ['00:01:00;00', 29.97, 1800],
    ['90:00', 24, 2160],
  ])('%s at %d is frame %d', (text, fps, n) => {
    expect(readFrame(text, fps)).toBe(n)
  })

  test.each(['', 'a', '-1', '1.5', '1:', '2:24', '1:60:00', '1:2:3:4:5', '1234567'])(
    '%s is none at 24',
    (text) => {
      expect(readFrame(text, 24)).toBeUndefined()
    },
  )
})
