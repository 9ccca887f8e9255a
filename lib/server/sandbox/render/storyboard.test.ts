import { describe, expect, test } from 'vitest'
import type { RenderReference } from './render-job.ts'
import { planShots, shotAt } from './storyboard.ts'

function pictures(...roles: RenderReference['role'][]): RenderReference[] {
  return roles.map((role) => ({ kind: role === 'reference_audio' ? 'audio' : 'image', role, path: role }))
}

const whole = { zoom: 1, x: 0, y: 0 }

describe('planShots', () => {
  test('without pictures the scene has the whole clip', () => {
    expect(planShots(pictures('reference_audio'), 120, 1)).toMatchObject([
      { references: [], start: 0, end: 120 },
    ])
  })

  test('first and last frame come first and last, whatever their order in the request', () => {
    const shots = planShots(pictures('last_frame', 'first_frame'), 120, 1)
    expect(shots.map((shot) => shot.references)).toEqual([[1], [0]])
    expect(shots.map((shot) => shot.hold)).toEqual(['start', 'end'])
  })

  test.for([1, 2, 3, 5, 9, 30])('%i pictures leave no frame empty and none out', (count) => {
    for (const frames of [29, 96, 720]) {
      const shots = planShots(
        pictures(...Array.from({ length: count }, () => 'reference_image' as const)),
        frames,
        3,
      )
      expect(shots.flatMap((shot) => shot.references)).toEqual(
        Array.from({ length: count }, (_, index) => index),
      )
      for (let frame = 0; frame < frames; frame += 1) {
        const on = shots.filter((shot) => frame >= shot.start && frame < shot.end)
        expect(on.length).toBeGreaterThan(0)
        // The lowest picture on screen is opaque, or what was drawn before would shine through.
        expect(on[0] && shotAt(on[0], frame).opacity).toBe(1)
      }
    }
  })

  test('more pictures than seconds share shots of a second or more', () => {
    const shots = planShots(pictures(...Array.from({ length: 9 }, () => 'reference_image' as const)), 96, 3)
    expect(shots.length).toBe(4)
  })
})

describe('shotAt', () => {
  test('the camera shows exactly the given first and last frame', () => {
    const [first, last] = planShots(pictures('first_frame', 'last_frame'), 96, 5)
    expect(first && shotAt(first, 0)).toMatchObject({ view: whole, opacity: 1 })
    expect(last && shotAt(last, 95)).toMatchObject({ view: whole, opacity: 1 })
  })

  test('the camera never shows what lies beyond the picture, and never stands still for long', () => {
    for (const shot of planShots(pictures('first_frame', 'reference_image', 'last_frame'), 240, 9)) {
      for (let frame = shot.start; frame < shot.end; frame += 1) {
        const { view } = shotAt(shot, frame)
        expect(view.zoom).toBeGreaterThanOrEqual(1)
        expect(Math.max(Math.abs(view.x), Math.abs(view.y))).toBeLessThanOrEqual(1)
      }
      const middle = Math.round((shot.start + shot.end) / 2)
      const moved = shotAt(shot, middle + 12).view.zoom - shotAt(shot, middle).view.zoom
      expect(Math.abs(moved)).toBeGreaterThan(0.003)
    }
  })
})
