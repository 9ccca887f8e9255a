import { expect, test } from 'vitest'
import { findModel, MODELS, ratiosFor } from '#lib/seedance/models.ts'
import { lockedLength, lockedShape } from './locked-settings.ts'

const model = (id: string) => findModel(id) ?? expect.unreachable()
const S25 = model('doubao-seedance-2-5-260628')

test('2.5 settles the shape by its source, and the length of an edit', () => {
  expect(lockedShape(S25, 'edit')?.value.en).toBe('As the clip')
  expect(lockedShape(S25, 'i2v')?.value.en).toBe('As the first frame')
  expect(lockedShape(S25, 'reference_material')).toBeUndefined()
  expect(lockedLength(S25, 'edit')).toMatchObject({
    value: { en: 'As long as the clip' },
    reason: { en: 'Set by the clip that Seedance 2.5 edits' },
  })
  expect(lockedLength(S25, 'extend')).toBeUndefined()
})

test('an edit of gemini-omni keeps shape and length', () => {
  const omni = model('gemini-omni')
  expect([lockedShape(omni, 'edit'), lockedLength(omni, 'edit')]).not.toContain(undefined)
  expect([lockedShape(omni, 'r2v'), lockedLength(omni, 'r2v')]).toEqual([undefined, undefined])
})

test('whatever can’t be chosen is said, in every mode that people get to', () => {
  for (const candidate of MODELS) {
    for (const mode of candidate.modes.filter((one) => one !== 'draft_final')) {
      expect(lockedShape(candidate, mode) !== undefined, `${candidate.label} ${mode}`).toBe(
        ratiosFor(candidate, mode).length < 2,
      )
    }
  }
})
