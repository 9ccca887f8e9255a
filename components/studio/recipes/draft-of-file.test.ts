import { expect, test } from 'vitest'
import type { MediaFile } from '#lib/api/media.ts'
import { toRecipeFile, type RecipeFile } from '#lib/generation/recipe-file.ts'
import { brokenInText } from '#lib/prompt/prompt-edit.ts'
import { reduceDraft } from '../draft.ts'
import { recipeOf } from '../recipe.ts'
import { draftOfFile } from './draft-of-file.ts'

const photo: MediaFile = {
  id: 'med_here',
  kind: 'image',
  fileName: 'fox.png',
  format: 'png',
  mime: 'image/png',
  bytes: 12,
  sha256: 'a'.repeat(64),
  hasAudio: false,
  url: '/api/media/med_here',
  previewUrl: '/api/media/med_here/preview',
  createdAt: 1,
}

const file: RecipeFile = {
  format: 'seedreel-recipe',
  version: 1,
  recipe: {
    model: 'doubao-seedance-2-0-260128',
    prompt: [{ mention: '2' }, { text: ' follows ' }, { mention: '1' }],
    references: [
      { id: '1', kind: 'image', role: 'reference_image', name: 'fox', sha256: photo.sha256 },
      {
        id: '2',
        kind: 'image',
        role: 'reference_image',
        name: 'cub',
        fileName: 'cub.png',
        sha256: 'b'.repeat(64),
      },
    ],
    settings: { duration: 5, resolution: '720p', ratio: '16:9', generateAudio: true },
  },
}

const ids = () => {
  let count = 0
  return () => `ref_${(count += 1)}`
}

test('what the team has is there, what it has not waits for its file, and every mention is whole', () => {
  const { draft, missing } = draftOfFile(file, [photo, null], ids(), 3)
  expect(missing).toEqual([
    { id: 'ref_2', kind: 'image', role: 'reference_image', name: 'cub', fileName: 'cub.png', sought: true },
  ])
  expect(draft).toMatchObject({
    takes: 3,
    references: [{ mediaId: 'med_here', media: photo }, { name: 'cub' }],
  })
  expect(draft.prompt.text).toBe('@cub follows @fox')
  expect(brokenInText(draft.prompt, draft.references)).toEqual([])
  // The file is chosen: the same reference has it now, and nothing waits any more.
  const found = reduceDraft(draft, { type: 'attach', id: 'ref_2', media: { ...photo, id: 'med_cub' } })
  expect(found.references[1]).toMatchObject({ id: 'ref_2', mediaId: 'med_cub' })
  expect(found.references[1]).not.toHaveProperty('sought')
})

test('what was restored leaves as it came', () => {
  const media = [photo, { ...photo, id: 'med_cub', fileName: 'cub.png', sha256: 'b'.repeat(64) }]
  const { draft } = draftOfFile(file, media, ids(), 1)
  const again = toRecipeFile(recipeOf(draft), ({ mediaId }) => media.find(({ id }) => id === mediaId))
  expect(again.recipe.prompt).toEqual(file.recipe.prompt)
  expect(again.recipe.settings).toEqual(file.recipe.settings)
  expect(again.recipe.references.map(({ name, sha256, role }) => [name, sha256, role])).toEqual(
    file.recipe.references.map(({ name, sha256, role }) => [name, sha256, role]),
  )
})
