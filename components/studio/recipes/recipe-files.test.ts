import { describe, expect, test } from 'vitest'
import { recipeBox } from '#lib/generation/recipe-box.ts'
import { LARGEST_RECIPE, type RecipeFile } from '#lib/generation/recipe-file.ts'
import { recipeIn, withoutRecipes } from './recipe-files.ts'

const RECIPE: RecipeFile = {
  format: 'seedreel-recipe',
  version: 1,
  recipe: { model: 'm', prompt: [{ text: 'A fox' }], references: [], settings: {} },
}

function box(type: string, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  new DataView(bytes.buffer).setUint32(0, length)
  bytes.set(new TextEncoder().encode(type), 4)
  return bytes
}
const CLIP = [box('ftyp', 20), box('mdat', 500), box('moov', 100)]
const CARRYING = [...CLIP, recipeBox(RECIPE, 'A fox') ?? box('free', 8)]

const named = (name: string, parts: BlobPart[] = CARRYING) => new File(parts, name, { type: 'video/mp4' })

test('a clip gives its recipe, and itself as it was', async () => {
  const found = await recipeIn([named('take 1.mp4')])
  expect(found).toMatchObject({ read: { ok: true, file: RECIPE } })
  const clip = found && 'clip' in found ? found.clip : undefined
  expect([clip?.name, clip?.type, clip?.size]).toEqual(['take 1.mp4', 'video/mp4', 620])
})

test('a file of its own is read as text, and no further than a recipe goes', async () => {
  expect(await recipeIn([named('x.JSON', ['{"a":1}'])])).toEqual({ json: '{"a":1}' })
  const endless = await recipeIn([named('x.json', ['x'.repeat(LARGEST_RECIPE * 2)])])
  expect(endless && 'json' in endless && endless.json.length).toBe(LARGEST_RECIPE + 1)
})

test.each([
  ['a clip without', [named('a.mp4', CLIP)]],
  ['two files', [named('a.mp4'), named('b.mp4')]],
  ['a picture', [named('a.png')]],
  ['no file', []],
  ['garbage', [named('a.mp4', ['garbage of some length, without any box'])]],
  [
    'what can’t be read',
    [
      Object.assign(named('a.mp4'), {
        slice: () => {
          throw new Error('gone')
        },
      }),
    ],
  ],
])('%s gives none', async (_, files) => {
  expect(await recipeIn(files)).toBeUndefined()
})

describe('references', () => {
  test('go without recipes, and keep their place in a folder', async () => {
    const picture = named('a.png', ['x'])
    const clip = Object.assign(named('b.mov'), { path: '/takes/b.mov' })
    const [same, stripped] = await withoutRecipes([picture, clip])
    expect(same).toBe(picture)
    expect(stripped).toMatchObject({ name: 'b.mov', path: '/takes/b.mov', size: 620 })
  })
})
