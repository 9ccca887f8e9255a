import { describe, expect, test } from 'vitest'
import type { Generation } from '#lib/generation/generation.ts'
import { emptyDraft, reduceDraft, type Draft } from './draft.ts'
import { withoutShot } from './draft-shot.ts'
import { parseDraft, serialiseDraft } from './draft-storage.ts'
import { mergeDrafts } from './merge-drafts.ts'
import { draftOf } from './recipe.ts'
import { requestOfPress } from './send-press.ts'
import { inShotAfter, shotOfTake } from './shot-of-take.ts'

const recipe: Generation['recipe'] = {
  model: 'doubao-seedance-2-0-260128',
  prompt: [{ text: 'A  fox\nruns past ' }, { mention: 'a' }],
  references: [{ id: 'a', kind: 'image', role: 'reference_image', name: 'harbour', mediaId: 'med_1' }],
  settings: { seed: 7 },
}
// Only what a shot is taken from.
const take = { id: 'gen_1', shotId: 'sht_1', recipe } as Generation
const shot = { id: 'sht_1', clipId: 'gen_1', title: 'A fox runs past @harbour' }
const joined: Draft = { ...draftOf(recipe, 1), shot }

test('a shot is called by its take’s prompt', () => {
  expect(shotOfTake(take)).toEqual(shot)
})

test.each([
  ['edit', shot],
  ['extend', shot],
  ['continue', undefined],
] as const)('%s leads to the shot %j', (use, expected) => {
  const before = { ...joined, shot: { id: 'sht_other', clipId: 'gen_other', title: '' } }
  expect(inShotAfter(before, use, take).shot).toEqual(expected)
})

test('a reference leaves the shot as it is', () => {
  expect(inShotAfter(joined, 'refer', take)).toBe(joined)
})

describe('the shot of a draft', () => {
  test('is sent, with variations too', () => {
    expect(requestOfPress(joined, 'prj_1')).toMatchObject({ shotId: 'sht_1' })
    const varied = reduceDraft(joined, {
      type: 'vary',
      variations: { prompts: [], ratios: ['9:16'], models: [] },
    })
    expect(requestOfPress(varied, 'prj_1')).toMatchObject({ shotId: 'sht_1', recipes: [{}, {}] })
    expect(requestOfPress(withoutShot(joined), 'prj_1')).not.toHaveProperty('shotId')
  })

  test('is stored; what is no shot is left out, and the draft stays', () => {
    expect(parseDraft(serialiseDraft(joined))).toMatchObject({ shot })
    const broken = serialiseDraft(joined).replace('"clipId":"gen_1"', '"clipId":5')
    expect(parseDraft(broken)).toMatchObject({ model: recipe.model })
    expect(parseDraft(broken)).not.toHaveProperty('shot')
  })

  test('goes with the last word, not with the settings, and not with half of what is there', () => {
    const withoutWords = reduceDraft(joined, { type: 'prompt', prompt: { text: '', mentions: [] } })
    expect(withoutWords.shot).toEqual(shot)
    expect(reduceDraft(withoutWords, { type: 'remove', id: 'a' })).not.toHaveProperty('shot')
    expect(reduceDraft(joined, { type: 'set', settings: { seed: 1 } }).shot).toEqual(shot)
  })

  test('is told to the other tab, as its end is', () => {
    const plain = withoutShot(joined)
    expect(mergeDrafts(plain, plain, joined).shot).toEqual(shot)
    expect(mergeDrafts(joined, joined, plain).shot).toBeUndefined()
    expect(mergeDrafts(plain, joined, emptyDraft()).shot).toEqual(shot)
  })
})
