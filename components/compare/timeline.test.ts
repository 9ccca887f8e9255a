import { describe, expect, test } from 'vitest'
import { correction, smoothed } from './drift.ts'
import { clipFrameAt, frameOfSpans, hasEndedAt, spanOf, timelineOf, togetherness } from './timeline.ts'

const long = { fps: 24, frames: 96 }
const short = { fps: 24, frames: 84 }
const fast = { fps: 30, frames: 90 }

describe('timeline', () => {
  test('as long as the longest, in frames of the fastest', () => {
    expect(timelineOf([long, short])).toEqual({ fps: 24, frames: 96 })
    expect(timelineOf([long, fast])).toEqual({ fps: 30, frames: 120 })
    expect(timelineOf([{ fps: 29.97, frames: 60 }]).fps).toBeCloseTo(30_000 / 1001, 9)
  })

  test('clips of one rate count alike, until the shorter one has ended', () => {
    const timeline = timelineOf([long, short])
    for (let frame = 0; frame < timeline.frames; frame += 1) {
      expect(clipFrameAt(frame, timeline, long)).toBe(frame)
      expect(clipFrameAt(frame, timeline, short)).toBe(Math.min(frame, 83))
      expect(hasEndedAt(frame, timeline, short)).toBe(frame > 83)
    }
  })

  test('of other rates, the one that is on screen at that time', () => {
    const timeline = timelineOf([long, fast])
    for (let frame = 0; frame < timeline.frames; frame += 1) {
      const { from, to } = spanOf(clipFrameAt(frame, timeline, long), long)
      const time = (frame + 0.5) / 30
      expect(time).toBeGreaterThanOrEqual(from - 0.1 / 24)
      expect(time).toBeLessThan(to)
    }
  })
})

describe('pictures', () => {
  const timeline = timelineOf([long, short])
  const both = (a: number, b: number) => [spanOf(a, long), spanOf(b, short)]

  test('of one moment, of neighbours, or apart', () => {
    expect(togetherness(both(10, 10), timeline)).toBe('same')
    expect(togetherness(both(10, 11), timeline)).toBe('neighbours')
    expect(togetherness(both(11, 10), timeline)).toBe('neighbours')
    expect(togetherness(both(12, 10), timeline)).toBe('apart')
  })

  test('the last one of a clip that has ended belongs to all that come', () => {
    expect(togetherness(both(95, 83), timeline)).toBe('same')
    expect(togetherness(both(95, 81), timeline)).toBe('apart')
    expect(frameOfSpans(both(95, 83), timeline)).toBe(95)
  })

  test('what is shown for a frame of the timeline is of one moment, and says that frame', () => {
    const mixed = timelineOf([long, fast])
    for (let frame = 0; frame < 90; frame += 1) {
      const spans = [long, fast].map((clip) => spanOf(clipFrameAt(frame, mixed, clip), clip))
      expect(togetherness(spans, mixed)).toBe('same')
      expect(frameOfSpans(spans, mixed)).toBe(frame)
    }
  })
})

describe('drift', () => {
  const frame = 1 / 24

  test('what nobody sees is left alone; what is ahead is slowed, what is behind is hurried', () => {
    expect(correction(0.1 * frame, frame)).toBe(1)
    expect(correction(frame, frame)).toBe(0.92)
    expect(correction(-frame, frame)).toBe(1.08)
    expect(correction(0.2, frame)).toBe(0.8)
    expect(correction(-0.3, frame)).toBe('begin anew')
  })

  test('looks that jump by a frame come down to what lies between', () => {
    let drift: number | undefined
    // Two clips a third of a frame apart: every third look sees a whole one.
    for (let look = 0; look < 300; look += 1) drift = smoothed(drift, look % 3 === 0 ? frame : 0)
    expect(drift).toBeGreaterThan(frame * 0.2)
    expect(drift).toBeLessThan(frame * 0.45)
  })
})
