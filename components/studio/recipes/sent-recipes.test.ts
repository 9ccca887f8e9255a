import { expect, test } from 'vitest'
import type { Generation, Recipe } from '#lib/generation/generation.ts'
import { isSameRecipe, sentRecipes } from './sent-recipes.ts'

const recipe = (text: string, seed?: number): Recipe => ({
  model: 'm',
  prompt: [{ text }],
  references: [],
  settings: { duration: 5, ...(seed === undefined ? {} : { seed }) },
})

function sent(id: string, of: Recipe, more: Partial<Generation> = {}): Generation {
  return {
    id,
    projectId: 'prj_1',
    shotId: `shot_${id}`,
    take: 1,
    authorId: 'u',
    provider: 'sandbox',
    state: 'succeeded',
    recipe: of,
    mode: 't2v',
    createdAt: 1,
    attempts: 1,
    cancelRequested: false,
    version: 1,
    ...more,
  }
}

test('each recipe once, of this project, the newest first', () => {
  const generations = [
    sent('5', recipe('boat')),
    sent('4', recipe('boat')),
    sent('other', recipe('x'), { projectId: 'prj_2' }),
    sent('3', recipe('fox')),
    sent('2', recipe('boat')),
  ]
  expect(sentRecipes(generations, 'prj_1').map(({ id }) => id)).toEqual(['4', '3', '2'])
})

test('takes of one press are one recipe: the one that was written', () => {
  const press = { shotId: 'shot', createdAt: 7 }
  const generations = [
    sent('c', recipe('fox', 12), { ...press, take: 3 }),
    sent('b', recipe('fox', 11), { ...press, take: 2 }),
    sent('a', recipe('fox', 10), { ...press, take: 1 }),
  ]
  expect(sentRecipes(generations, 'prj_1')).toEqual([{ id: 'a', recipe: recipe('fox', 10) }])
})

test('a recipe is the same under other ids', () => {
  const withFox = (id: string, name: string): Recipe => ({
    ...recipe('x'),
    prompt: [{ mention: id }],
    references: [{ id, kind: 'image', role: 'reference_image', name, mediaId: 'med_1' }],
  })
  expect(isSameRecipe(withFox('r1', 'fox'), withFox('r2', 'fox'))).toBe(true)
  expect(isSameRecipe(withFox('r1', 'fox'), withFox('r1', 'cub'))).toBe(false)
  expect(isSameRecipe(recipe('x', 0), recipe('x'))).toBe(false)
})
