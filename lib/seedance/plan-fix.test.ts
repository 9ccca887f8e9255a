import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAllowedShape, isAllowedSize, movedBox, nearestSize } from './fix-frame.ts'
import { checkLimits, type MediaFacts } from './limits.ts'
import { modelOrLoosest } from './models.ts'
import { checkFix, firstChoices, fixOf, planFix, type FixPlan } from './plan-fix.ts'
import type { CanonicalRequest } from './request.ts'

const { model } = modelOrLoosest('doubao-seedance-2-0-260128')
const MEBIBYTE = 1024 * 1024

function plan(facts: MediaFacts, otherSeconds = 0): FixPlan | undefined {
  return planFix(facts, { model, mode: 'reference_material', otherSeconds })
}

function proposed(facts: MediaFacts, way: 'pad' | 'crop' = 'pad') {
  const found = plan(facts)
  return found && fixOf(found, facts, { ...firstChoices(found, facts), way })
}

describe('what is proposed', () => {
  const photo = { kind: 'image', format: 'jpeg' } as const
  const clip = { kind: 'video', format: 'mp4', fps: 24, duration: 5 } as const
  test.each<[string, MediaFacts, unknown]>([
    ['nothing for a good picture', { ...photo, width: 1600, height: 900 }, undefined],
    ['nothing where nothing is known', { kind: 'image' }, undefined],
    ['nothing for a clip that is too short', { ...clip, width: 1280, height: 720, duration: 1 }, undefined],
    ['scaling down', { ...photo, width: 8000, height: 6000 }, { frame: { width: 6000, height: 4500 } }],
    ['scaling up', { ...photo, width: 200, height: 150 }, { frame: { width: 400, height: 300 } }],
    [
      'padding what is too wide',
      { ...photo, width: 3000, height: 1000 },
      { frame: { width: 3000, height: 1200, fill: 'blur' } },
    ],
    [
      'padding and scaling what is too narrow and too small',
      { ...photo, width: 100, height: 1000 },
      { frame: { width: 400, height: 1000, fill: 'blur' } },
    ],
    [
      'fewer bytes at the same size',
      { ...photo, width: 4000, height: 3000, bytes: 40 * MEBIBYTE },
      { frame: { width: 4000, height: 3000 } },
    ],
    ['a larger clip', { ...clip, width: 640, height: 360 }, { frame: { width: 854, height: 480 } }],
    ['a smaller clip', { ...clip, width: 7680, height: 4320 }, { frame: { width: 3840, height: 2160 } }],
    ['more frames', { ...clip, width: 1280, height: 720, fps: 12 }, { fps: 24 }],
    ['fewer frames', { ...clip, width: 1280, height: 720, fps: 120 }, { fps: 60 }],
    ['no change of 23.976', { ...clip, width: 1280, height: 720, fps: 23.976 }, undefined],
    [
      'the first 15 seconds of a clip',
      { ...clip, width: 1280, height: 720, duration: 40 },
      { trim: { start: 0, end: 15 } },
    ],
    [
      'cut, size and rate at once',
      { ...clip, width: 320, height: 180, duration: 40, fps: 10 },
      { trim: { start: 0, end: 15 }, frame: { width: 854, height: 480 }, fps: 24 },
    ],
    ['the first 15 seconds of a sound', { kind: 'audio', duration: 20 }, { trim: { start: 0, end: 15 } }],
    [
      'a whole sound made anew where only its bytes are too many',
      { kind: 'audio', duration: 12, bytes: 20 * MEBIBYTE },
      { trim: { start: 0, end: 12 } },
    ],
  ])('%s', (_, facts, expected) => {
    expect(proposed(facts)).toEqual(expected)
  })

  test('cropping takes the middle', () => {
    expect(proposed({ kind: 'image', width: 3000, height: 1000 }, 'crop')).toEqual({
      frame: { width: 2500, height: 1000, crop: { left: 250, top: 0, width: 2500, height: 1000 } },
    })
  })

  test('a cut leaves room for the others', () => {
    const facts: MediaFacts = { kind: 'video', width: 1280, height: 720, fps: 24, duration: 10 }
    expect(plan(facts, 9)).toEqual({ kind: 'video', trim: { min: 2, max: 6 } })
    expect(plan(facts, 4)).toBeUndefined()
    // No room at all: this one is fine by itself, so it is not the one to cut.
    expect(plan(facts, 15)).toBeUndefined()
  })

  test('a model that takes longer ones needs no cut', () => {
    const longer = modelOrLoosest('doubao-seedance-2-5-260628').model
    expect(longer.references.audioEachSeconds).toEqual([2, 30])
    const facts: MediaFacts = { kind: 'audio', duration: 20 }
    expect(planFix(facts, { model: longer, mode: 'reference_material', otherSeconds: 0 })).toBeUndefined()
  })
})

const side = fc.integer({ min: 1, max: 12_000 })
const facts = fc.oneof(
  fc.record({ kind: fc.constant('image' as const), width: side, height: side }),
  fc.record({
    kind: fc.constant('video' as const),
    width: side,
    height: side,
    duration: fc.double({ min: 2, max: 300, noNaN: true }),
    fps: fc.double({ min: 5, max: 240, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('audio' as const),
    duration: fc.double({ min: 2, max: 600, noNaN: true }),
  }),
)

test('whatever is proposed may be asked for, and what it makes passes every check', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom('pad' as const, 'crop' as const), (found, way) => {
      const fix = proposed(found, way)
      if (!fix) return
      expect(checkFix(fix, found)).toEqual([])
      const result: MediaFacts = {
        ...found,
        ...(fix.frame && { width: fix.frame.width, height: fix.frame.height }),
        ...(fix.trim && { duration: fix.trim.end - fix.trim.start }),
        ...(fix.fps !== undefined && { fps: fix.fps }),
      }
      expect(checkLimits(requestWith(found.kind), [result])).toEqual([])
      expect(plan(result)).toBeUndefined()
    }),
    { numRuns: 2000 },
  )
})

test('whatever checkLimits offers to scale, pad or cut has a plan', () => {
  fc.assert(
    fc.property(facts, (found) => {
      const fixable = checkLimits(requestWith(found.kind), [found]).some(
        ({ fix }) => fix?.kind === 'scale' || fix?.kind === 'pad' || fix?.kind === 'trim',
      )
      expect(!fixable || plan(found) !== undefined).toBe(true)
    }),
  )
})

test('a size that may stay stays', () => {
  fc.assert(
    fc.property(side, side, (width, height) => {
      fc.pre(isAllowedShape('image', { width, height }))
      const nearest = nearestSize('image', { width, height })
      const isUnchanged = nearest.width === width && nearest.height === height
      expect(isUnchanged).toBe(isAllowedSize('image', { width, height }))
    }),
  )
})

test('a crop frame stays inside whatever is done to it, and keeps its shape', () => {
  const outer = { width: 3000, height: 1000 }
  const step = fc.record({
    right: fc.integer({ min: -4000, max: 4000 }),
    down: fc.integer({ min: -4000, max: 4000 }),
    zoom: fc.double({ min: 0.2, max: 5, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const box = steps.reduce((before, change) => movedBox(before, outer, change), {
        left: 100,
        top: 100,
        width: 800,
        height: 800,
      })
      expect(box.left >= 0 && box.top >= 0).toBe(true)
      expect(box.left + box.width <= outer.width && box.top + box.height <= outer.height).toBe(true)
      expect(Math.abs(box.width / box.height - 1)).toBeLessThan(0.03)
    }),
  )
})

describe('what may not be asked for', () => {
  const photo: MediaFacts = { kind: 'image', width: 3000, height: 1000 }
  const clip: MediaFacts = { kind: 'video', width: 1280, height: 720, duration: 20, fps: 24 }
  test.each([
    ['nothing at all', {}, photo, 'trim'],
    ['a cut of a picture', { trim: { start: 0, end: 1 } }, photo, 'trim'],
    ['a cut behind the end', { trim: { start: 15, end: 25 } }, clip, 'trim'],
    ['a cut that ends before it begins', { trim: { start: 5, end: 4 } }, clip, 'trim'],
    ['a frame of a sound', { frame: { width: 400, height: 400 } }, { kind: 'audio', duration: 9 }, 'frame'],
    [
      'a crop outside',
      { frame: { width: 2500, height: 1000, crop: { left: 600, top: 0, width: 2500, height: 1000 } } },
      photo,
      'frame.crop',
    ],
    ['a stretched picture', { frame: { width: 1000, height: 1000 } }, photo, 'frame'],
    ['a size that is too small', { frame: { width: 299, height: 300, fill: 'blur' } }, photo, 'frame'],
    ['odd sides of a clip', { frame: { width: 1281, height: 721 } }, clip, 'frame'],
    ['a rate of a picture', { fps: 24 }, photo, 'fps'],
    ['a rate out of range', { fps: 12 }, clip, 'fps'],
  ] as const)('%s', (_, fix, known, field) => {
    expect(checkFix(fix, known).map((problem) => problem.field)).toEqual([field])
  })
})

function requestWith(kind: MediaFacts['kind']): CanonicalRequest {
  const role = { image: 'reference_image', video: 'reference_video', audio: 'reference_audio' } as const
  const picture = { kind: 'image', role: 'reference_image', url: 'https://a.b/c' } as const
  return {
    model: model.id,
    mode: 'reference_material',
    modeIsExplicit: true,
    prompt: 'x',
    references: [
      { kind, role: role[kind], url: 'https://a.b/c' },
      // A sound may not be alone.
      ...(kind === 'audio' ? [picture] : []),
    ],
  }
}
