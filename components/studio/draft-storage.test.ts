import { describe, expect, test } from 'vitest'
import { emptyDraft, reduceDraft } from './draft.ts'
import { parseDraft, serialiseDraft } from './draft-storage.ts'

const filled = reduceDraft(
  reduceDraft(
    reduceDraft(emptyDraft(), {
      type: 'add',
      references: [{ id: 'a', kind: 'image', fileName: 'boat.jpg' }],
    }),
    { type: 'prompt', prompt: { text: 'the @boat', mentions: [{ id: 'a', start: 4, end: 9 }] } },
  ),
  { type: 'set', settings: { seed: 0, duration: 8 } },
)

describe('what is stored comes back', () => {
  test('with prompt, chips, references and settings; seed 0 too', () => {
    expect(parseDraft(serialiseDraft(filled))).toEqual(filled)
  })

  test('twice the same text for the same draft, so that tabs can tell echoes', () => {
    const again = parseDraft(serialiseDraft(filled))
    expect(again && serialiseDraft(again)).toBe(serialiseDraft(filled))
  })
})

describe('variations', () => {
  const varied = reduceDraft(filled, {
    type: 'vary',
    variations: {
      prompts: [{ text: 'a @boat by night', mentions: [{ id: 'a', start: 2, end: 7 }] }],
      ratios: ['9:16'],
      models: ['doubao-seedance-2-0-fast-260128'],
    },
  })

  test('come back with their chips', () => {
    expect(parseDraft(serialiseDraft(varied))).toEqual(varied)
  })

  test('a draft of before there were any is a draft all the same', () => {
    expect(serialiseDraft(filled)).not.toContain('variations')
    expect(parseDraft(serialiseDraft(filled))).toEqual(filled)
  })

  test('that are none cost nothing but themselves', () => {
    const text = serialiseDraft(varied).replace('"9:16"', '"9:17"')
    expect(parseDraft(text)).toEqual(filled)
  })

  test('are renamed with their reference', () => {
    const renamed = reduceDraft(varied, { type: 'rename', id: 'a', name: 'ship' })
    expect(renamed.variations?.prompts.map(({ text }) => text)).toEqual(['a @ship by night'])
  })

  test('of nothing are none', () => {
    const none = { prompts: [], ratios: [], models: [] }
    expect(reduceDraft(varied, { type: 'vary', variations: none })).toEqual(filled)
  })
})

test.each([
  ['nothing', null],
  ['half a text', '{"version":1,'],
  ['another version', serialiseDraft(filled).replace('"version":1', '"version":2')],
  ['a kind that does not exist', serialiseDraft(filled).replace('"image"', '"smell"')],
  ['a string where numbers belong', serialiseDraft(filled).replace('"takes":1', '"takes":"1"')],
])('%s is no draft', (_, text) => {
  expect(parseDraft(text)).toBeUndefined()
})
