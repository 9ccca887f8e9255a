import { expect, test } from 'vitest'
import { recipeSchema } from '#lib/api/generations.ts'
import { emptyDraft, reduceDraft, type Draft } from './draft.ts'
import { draftOf, recipeOf, settingsToSend } from './recipe.ts'

const withPicture: Draft = reduceDraft(
  reduceDraft(emptyDraft(), {
    type: 'add',
    references: [{ id: 'a', kind: 'image', fileName: 'boat.jpg', mediaId: 'med_1' }],
  }),
  { type: 'prompt', prompt: { text: 'the @boat', mentions: [{ id: 'a', start: 4, end: 9 }] } },
)

test('what is sent passes the API’s own schema and holds nothing of the browser’s', () => {
  const recipe = recipeOf(withPicture)
  expect(recipeSchema.safeParse(recipe).success).toBe(true)
  expect(recipe.references).toEqual([
    { id: 'a', kind: 'image', role: 'reference_image', name: 'boat', mediaId: 'med_1' },
  ])
})

test('what was shown as the default is spelled out', () => {
  expect(settingsToSend(emptyDraft())).toEqual({
    resolution: '720p',
    ratio: 'adaptive',
    duration: 5,
    generateAudio: true,
  })
})

test('settings that the model does not take in this mode are not sent', () => {
  const draft = {
    ...emptyDraft(),
    model: 'doubao-seedance-1-0-pro-250528',
    settings: { webSearch: true, seed: 0 },
  }
  expect(settingsToSend(draft)).toEqual({ resolution: '1080p', ratio: '16:9', duration: 5, seed: 0 })
})

test('a recipe fills the composer and would be sent the same again', () => {
  const recipe = recipeOf(withPicture)
  const draft = draftOf(recipe, 2)
  expect(draft.prompt).toEqual(withPicture.prompt)
  expect(recipeOf(draft)).toEqual(recipe)
})
