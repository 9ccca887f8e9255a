import { describe, expect, test } from 'vitest'
import { MODELS } from '#lib/seedance/models.ts'
import { RESOLUTIONS } from '#lib/seedance/request.ts'
import { seededRandom } from '#lib/server/sandbox/render/seeded-random.ts'
import type { Recipe, RecipeReference } from './generation.ts'
import { compareReferences, differingFields, recipeValues } from './recipe-difference.ts'

const MODEL = 'doubao-seedance-2-0-260128'
const take = (recipe: Partial<Recipe> = {}, more: { seed?: number; provider?: string } = {}) => ({
  recipe: { model: MODEL, prompt: [], references: [], settings: {}, ...recipe },
  mode: 't2v' as const,
  provider: 'sandbox',
  ...more,
})
const picture = (name: string, more: Partial<RecipeReference> = {}): RecipeReference => ({
  id: `ref_${name}`,
  kind: 'image',
  role: 'reference_image',
  name,
  mediaId: `med_${name}`,
  ...more,
})

describe('settings', () => {
  test('what is left out is what the model does then', () => {
    const said = take({ settings: { duration: 5, generateAudio: true, watermark: false, priority: 0 } })
    expect(differingFields([recipeValues(take()), recipeValues(said)])).toEqual([])
  })

  test('in the order of reading, with the value of each', () => {
    const all = [
      take({ settings: { duration: 5, seed: -1 } }, { seed: 0 }),
      take({ settings: { duration: 8, resolution: '480p' } }, { seed: 7 }),
      take({ settings: { duration: 5, generateAudio: false } }),
    ].map(recipeValues)
    expect(differingFields(all)).toEqual(['resolution', 'duration', 'seed', 'generateAudio'])
    expect(all.map(({ seed }) => seed)).toEqual([0, 7, undefined])
    expect(all.map(({ duration }) => duration)).toEqual([5, 8, 5])
  })

  test('a clip that was made elsewhere has none', () => {
    expect(recipeValues(take({ model: 'import' }, { provider: 'import' }))).toEqual({})
  })

  test('one changed field is the one that is told, whatever the model', () => {
    const random = seededRandom(5)
    for (const { id } of MODELS) {
      const settings = { seed: Math.floor(random() * 1e6), resolution: '480p' as const }
      const other = RESOLUTIONS[1 + Math.floor(random() * 3)] ?? '720p'
      const all = [
        take({ model: id, settings }),
        take({ model: id, settings: { ...settings, resolution: other } }),
      ]
      expect(differingFields(all.map(recipeValues))).toEqual(['resolution'])
    }
  })
})

describe('references', () => {
  const compare = (...lists: RecipeReference[][]) =>
    compareReferences(lists.map((references) => ({ references }))).map(({ references, changes }) => [
      references.map((reference) => reference?.name),
      changes,
    ])

  test('the same file is the same reference, whatever it is called and wherever it stands', () => {
    const fox = picture('fox')
    expect(
      compare([fox, picture('boat')], [picture('boat'), { ...fox, id: 'ref_9', name: 'vixen' }]),
    ).toEqual([
      [['fox', 'vixen'], ['name']],
      [['boat', 'boat'], []],
    ])
  })

  test('the same name with another file', () => {
    expect(compare([picture('fox')], [picture('Fox', { mediaId: 'med_2' })])).toEqual([
      [['fox', 'Fox'], ['file']],
    ])
  })

  test('first frames belong together; references do not', () => {
    const frame = (name: string) => picture(name, { role: 'first_frame' })
    expect(compare([frame('dawn'), picture('fox')], [frame('dusk'), picture('owl')])).toEqual([
      [
        ['dawn', 'dusk'],
        ['file', 'name'],
      ],
      [['fox', undefined], ['missing']],
      [[undefined, 'owl'], ['missing']],
    ])
  })

  test('another role of the same file, and one that only the third has', () => {
    const boat = picture('boat', { role: 'last_frame' })
    expect(compare([picture('boat')], [boat], [boat, picture('fox')])).toEqual([
      [['boat', 'boat', 'boat'], ['role']],
      [[undefined, undefined, 'fox'], ['missing']],
    ])
  })

  test('a file that is there twice is found twice', () => {
    const twice = [picture('fox'), picture('fox-2', { mediaId: 'med_fox' })]
    expect(compare(twice, twice)).toEqual([
      [['fox', 'fox'], []],
      [['fox-2', 'fox-2'], []],
    ])
  })

  test('each reference of each recipe stands in one row', () => {
    const random = seededRandom(11)
    const names = ['a', 'b', 'c', 'd', 'e']
    const roles = ['first_frame', 'last_frame', 'reference_image'] as const
    for (let round = 0; round < 200; round += 1) {
      const any = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]
      const lists = Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
        Array.from({ length: Math.floor(random() * 5) }, (_, index) =>
          picture(any(names) ?? 'a', {
            id: `ref_${index}`,
            mediaId: `med_${any(names)}`,
            role: any(roles) ?? 'reference_image',
          }),
        ),
      )
      const rows = compareReferences(lists.map((references) => ({ references })))
      lists.forEach((references, column) => {
        const shown = rows.flatMap((row) => row.references[column] ?? [])
        expect(new Set(shown)).toEqual(new Set(references))
        expect(shown).toHaveLength(references.length)
      })
      expect(rows.every(({ references }) => references.length === lists.length)).toBe(true)
    }
  })
})
