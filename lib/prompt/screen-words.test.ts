import { expect, test } from 'vitest'
import { checkLimits, inferMode } from '#lib/seedance/limits.ts'
import { modelOrLoosest, MODELS } from '#lib/seedance/models.ts'
import type { ReferenceKind, ReferenceRole } from '#lib/seedance/request.ts'
import { inScreenWords } from './screen-words.ts'

interface Card {
  name: string
  kind: ReferenceKind
  role: ReferenceRole
}

const SEEDANCE_2_0 = 'doubao-seedance-2-0-260128'
const SEEDANCE_1_0_PRO_FAST = 'doubao-seedance-1-0-pro-fast-251015'
const first: Card = { name: 'fox', kind: 'image', role: 'first_frame' }
const last: Card = { name: 'hill', kind: 'image', role: 'last_frame' }
const picture: Card = { name: 'lamp', kind: 'image', role: 'reference_image' }
const clip: Card = { name: 'run', kind: 'video', role: 'reference_video' }
const sound: Card = { name: 'bell', kind: 'audio', role: 'reference_audio' }

function said(model: string, references: readonly Card[]) {
  const request = {
    model,
    mode: inferMode(modelOrLoosest(model).model, references),
    modeIsExplicit: false,
    prompt: 'it runs',
    references: references.map((card) => ({ ...card, url: 'https://h.example/file' })),
  }
  return checkLimits(request, []).flatMap((problem) => inScreenWords(problem, model, references))
}

test.each<[string, string, Card[], string, string]>([
  ['frames beside others', SEEDANCE_2_0, [clip, first], 'references.1', 'Give fox another role'],
  ['a last frame alone', SEEDANCE_2_0, [last], 'references.0', 'hill is a last frame'],
  ['two first frames', SEEDANCE_2_0, [first, { ...first, name: 'owl' }], 'references.1', 'Give owl another'],
  [
    'a kind that the model has not',
    SEEDANCE_1_0_PRO_FAST,
    [clip],
    'references.0',
    'can’t use run as a reference',
  ],
  ['a sound alone', SEEDANCE_2_0, [sound], 'references.0', 'Add a picture or a clip to bell'],
])('%s: the card is named and led to', (_, model, references, field, words) => {
  const all = said(model, references)
  expect(all.map((one) => one.field)).toContain(field)
  expect(all.map(({ message }) => message.en).join(' ')).toContain(words)
})

test('where a model takes nothing but a frame, each of the others is led to', () => {
  const fields = said(SEEDANCE_1_0_PRO_FAST, [first, picture, clip, sound]).map(({ field }) => field)
  expect(new Set(fields)).toEqual(new Set(['references.1', 'references.2', 'references.3']))
})

test('one too many of a kind: the ones beyond the limit', () => {
  const pictures = Array.from({ length: 10 }, (_, index) => ({ ...picture, name: `lamp-${index}` }))
  expect(said(SEEDANCE_2_0, pictures)).toEqual([
    {
      field: 'references.9',
      message: expect.objectContaining({ en: expect.stringContaining('Remove lamp-9') }),
    },
  ])
})

test('no field of the API is named, whatever is attached, in any language', () => {
  const sets = [
    [first],
    [last],
    [first, last],
    [picture],
    [clip],
    [sound],
    [picture, clip, sound],
    [first, clip],
  ]
  for (const { id } of MODELS) {
    for (const references of [...sets, [first, first], [first, last, sound], [clip, sound]]) {
      for (const { message } of said(id, references)) {
        expect(message.en + message.zh).not.toMatch(/`|content|_frame|reference_|doubao|videos\b|audios\b/)
      }
    }
  }
})
