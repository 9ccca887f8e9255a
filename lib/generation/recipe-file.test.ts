import { describe, expect, test } from 'vitest'
import type { Recipe } from './generation.ts'
import { isPortableAddress, LARGEST_RECIPE, toRecipeFile } from './recipe-file.ts'
import { readRecipeFile, readRecipeText } from './read-recipe-file.ts'

const SHA = 'a'.repeat(64)

const RECIPE: Recipe = {
  model: 'doubao-seedance-2-0-260128',
  mode: 'reference_material',
  prompt: [{ text: 'The ' }, { mention: 'ref_x' }, { text: ' jumps over ' }, { mention: 'ref_gone' }],
  references: [
    { id: 'ref_y', kind: 'video', role: 'reference_video', name: 'run', url: 'https://example.com/run.mp4' },
    { id: 'ref_x', kind: 'image', role: 'reference_image', name: 'fox', mediaId: 'med_1' },
  ],
  settings: { duration: 5, resolution: '720p', seed: 0 },
  draftOf: 'gen_of_this_studio',
}

const exported = toRecipeFile(
  RECIPE,
  ({ mediaId }) => (mediaId === undefined ? undefined : { fileName: 'fox.png', sha256: SHA, bytes: 12 }),
  77,
)

test('a recipe leaves without any id of its studio', () => {
  expect(exported).toEqual({
    format: 'seedreel-recipe',
    version: 1,
    recipe: {
      model: 'doubao-seedance-2-0-260128',
      mode: 'reference_material',
      prompt: [{ text: 'The ' }, { mention: '2' }, { text: ' jumps over ' }, { mention: 'gone' }],
      references: [
        { id: '1', kind: 'video', role: 'reference_video', name: 'run', url: 'https://example.com/run.mp4' },
        {
          id: '2',
          kind: 'image',
          role: 'reference_image',
          name: 'fox',
          fileName: 'fox.png',
          sha256: SHA,
          bytes: 12,
        },
      ],
      settings: { duration: 5, resolution: '720p', seed: 0 },
    },
    seed: 77,
  })
  expect(JSON.stringify(exported)).not.toMatch(/med_|gen_|ref_/)
})

test('it is read back as it was written', () => {
  expect(readRecipeText(JSON.stringify(exported))).toEqual({ ok: true, file: exported, notices: [] })
})

test.each([
  ['https://example.com/fox.png', true],
  ['http://example.com/fox.png?size=large', true],
  ['asset://asset-2024-fox', true],
  ['https://studio.example/api/references/med_1.abc.def', false],
  ['https://studio.example/api/media/med_1', false],
  ['http://127.0.0.1:3000/sandbox/files/a/video.mp4', false],
  ['https://bucket.tos-cn-beijing.volces.com/v.mp4?X-Tos-Signature=1&X-Tos-Expires=86400', false],
  ['https://bucket.s3.amazonaws.com/v.mp4?X-Amz-Credential=1', false],
  ['https://x.blob.core.windows.net/v.mp4?sv=2024&sig=abc', false],
  ['https://example.com/fox.png?access_token=1', false],
  ['https://user:secret@example.com/fox.png', false],
  ['https://example.com/fox.png#token', false],
  ['data:image/png;base64,AAAA', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
])('whether %s may leave: %s', (address, may) => {
  expect(isPortableAddress(address)).toBe(may)
})

describe('what comes from outside', () => {
  const change = (recipe: object, rest: object = {}) => ({
    ...exported,
    ...rest,
    recipe: { ...exported.recipe, ...recipe },
  })

  test('fields of a later time are passed over', () => {
    const later = change(
      { mood: 'calm', references: [{ ...exported.recipe.references[0], weight: 2 }] },
      { by: 1 },
    )
    expect(readRecipeFile(later)).toMatchObject({ ok: true, notices: [] })
    expect(JSON.stringify(readRecipeFile(later))).not.toMatch(/mood|weight|"by"/)
  })

  test('a setting of a later time is left out and named', () => {
    const read = readRecipeFile(change({ settings: { duration: 5, ratio: '32:9', watermark: 'yes' } }))
    expect(read).toMatchObject({ ok: true, file: { recipe: { settings: { duration: 5 } } } })
    expect(read.ok && read.notices.map(({ en }) => en)).toEqual([
      expect.stringContaining('“ratio”'),
      expect.stringContaining('“watermark”'),
    ])
  })

  test('an address that a studio would not have written is dropped, names are made unique, roles fit', () => {
    const reference = { kind: 'image', role: 'reference_video', name: 'fox' }
    const references = [
      { ...reference, id: 'a', url: 'https://evil.example/?token=1' },
      { ...reference, id: 'b' },
    ]
    expect(readRecipeFile(change({ references }))).toMatchObject({
      file: {
        recipe: {
          references: [
            { id: 'a', name: 'fox', role: 'reference_image' },
            { id: 'b', name: 'fox-2', role: 'reference_image' },
          ],
        },
      },
    })
    expect(JSON.stringify(readRecipeFile(change({ references })))).not.toContain('evil')
  })

  test.each([
    ['nothing', undefined, 'not a Seedreel recipe'],
    ['a list', [exported], 'not a Seedreel recipe'],
    ['another format', { ...exported, format: 'comfy' }, 'not a Seedreel recipe'],
    ['half a version', { ...exported, version: 1.5 }, 'not a Seedreel recipe'],
    ['a newer one', { ...exported, version: 2 }, 'newer Seedreel'],
    ['no recipe', { format: 'seedreel-recipe', version: 1 }, '“recipe”'],
    ['no model', change({ model: '' }), '“recipe.model”'],
    [
      'another kind',
      change({ references: [{ id: '1', kind: 'smell', role: 'x', name: 'x' }] }),
      'references.0',
    ],
    [
      'the same id twice',
      change({ references: exported.recipe.references.map((one) => ({ ...one, id: '1' })) }),
      'references',
    ],
    ['a prompt that is text', change({ prompt: 'A fox' }), '“recipe.prompt”'],
    [
      'a hash that is none',
      change({ references: [{ ...exported.recipe.references[1], sha256: '../x' }] }),
      'sha256',
    ],
  ])('%s is refused in words, in both languages', (_, value, words) => {
    const read = readRecipeFile(value)
    expect(read).toMatchObject({ ok: false, problem: { en: expect.stringContaining(words) } })
    expect(!read.ok && read.problem.zh).toMatch(/\p{Script=Han}/u)
  })

  test('text that is no JSON, and text without end', () => {
    expect(readRecipeText('{')).toMatchObject({ ok: false })
    expect(readRecipeText('['.repeat(LARGEST_RECIPE))).toMatchObject({ ok: false })
    expect(readRecipeText(JSON.stringify(exported).padEnd(LARGEST_RECIPE + 1))).toMatchObject({ ok: false })
  })
})
