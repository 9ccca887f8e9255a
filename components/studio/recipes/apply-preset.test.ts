import { expect, test } from 'vitest'
import type { SettingsPreset } from '#lib/api/presets.ts'
import { fromParts } from '#lib/prompt/prompt-edit.ts'
import { emptyDraft, reduceDraft, type Draft } from '../draft.ts'
import { applyPreset, presetOf } from './apply-preset.ts'

const draft: Draft = {
  ...emptyDraft(),
  prompt: fromParts([{ text: 'A fox' }], []),
  references: [{ id: 'r', kind: 'image', role: 'reference_image', name: 'fox', mediaId: 'med_1' }],
  settings: { duration: 4, seed: 0 },
  takes: 2,
}
const preset = (content: Partial<SettingsPreset['content']>): SettingsPreset => ({
  id: 'pre_1',
  kind: 'settings',
  name: 'Night',
  updatedAt: 1,
  content: { ...presetOf(draft), ...content },
})

test('model, settings and takes are the preset’s; words and files stay', () => {
  const next = reduceDraft(draft, applyPreset(preset({ settings: { duration: 8, ratio: '9:16' }, takes: 4 })))
  expect(next).toMatchObject({ settings: { duration: 8, ratio: '9:16' }, takes: 4, prompt: draft.prompt })
  expect(next.settings).not.toHaveProperty('seed')
  expect(next.references).toEqual(draft.references)
  expect(next.carriedOver.map(({ en }) => en)).toEqual(['The preset “Night” is applied.'])
})

test('one press takes all of it back, and what came since stays', () => {
  const changed = preset({ model: 'doubao-seedance-1-0-pro-250528', settings: { duration: 10 }, takes: 4 })
  const next = reduceDraft(draft, applyPreset(changed))
  expect(next.model).toBe('doubao-seedance-1-0-pro-250528')
  // That model takes no references but frames.
  expect(next.references[0]?.role).toBe('first_frame')
  expect(next.carriedOver.length).toBeGreaterThan(1)
  const back = reduceDraft(next, { type: 'undo_carry_over' })
  expect(back).toEqual(draft)
})

test('a preset keeps nothing of prompt and references', () => {
  expect(presetOf(draft)).toEqual({ model: draft.model, settings: draft.settings, takes: 2 })
})
