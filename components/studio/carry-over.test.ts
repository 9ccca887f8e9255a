import { expect, test } from 'vitest'
import { emptyDraft, reduceDraft, type Draft } from './draft.ts'
import { carryOver } from './carry-over.ts'

const FAST = 'doubao-seedance-2-0-fast-260128'
const PRO_1_0 = 'doubao-seedance-1-0-pro-250528'
const OMNI = 'gemini-omni'

function draftWith(fields: Partial<Draft>): Draft {
  return { ...emptyDraft(), ...fields }
}

test('what still fits is kept, and nothing is said about it', () => {
  const draft = carryOver(
    draftWith({ settings: { duration: 8, ratio: '9:16', resolution: '720p', seed: 0 } }),
    FAST,
  )
  expect(draft.settings).toEqual({ duration: 8, ratio: '9:16', resolution: '720p', seed: 0 })
  expect(draft.carriedOver).toEqual([])
})

test('the best resolution that is not above the one chosen', () => {
  const draft = carryOver(draftWith({ settings: { resolution: '4k' } }), FAST)
  expect(draft.settings.resolution).toBe('720p')
  expect(draft.carriedOver).toEqual(['The resolution is now 720p: Seedance 2.0 Fast has no 4K.'])
})

test('the nearest length, also where only some are offered', () => {
  expect(carryOver(draftWith({ settings: { duration: 15 } }), PRO_1_0).settings.duration).toBe(12)
  expect(carryOver(draftWith({ settings: { duration: 7 } }), OMNI).settings.duration).toBe(8)
  expect(carryOver(draftWith({ settings: { duration: -1 } }), PRO_1_0).settings.duration).toBe(5)
})

test('settings that the model lacks are dropped, and only missed ones are spoken of', () => {
  const { settings, carriedOver } = carryOver(
    draftWith({ settings: { webSearch: true, generateAudio: false, watermark: true } }),
    PRO_1_0,
  )
  expect(settings).toEqual({ watermark: true })
  expect(carriedOver).toEqual(['Web search is off: Seedance 1.0 Pro doesn’t have it.'])
})

test('a reference becomes a frame where the model has only frames, and a sound is spoken of', () => {
  const draft = [
    { id: 'a', kind: 'image', fileName: 'boat.jpg' } as const,
    { id: 'b', kind: 'audio', fileName: 'rain.mp3' } as const,
  ].reduce((before, reference) => reduceDraft(before, { type: 'add', references: [reference] }), emptyDraft())
  const { references, carriedOver } = carryOver(draft, PRO_1_0)
  expect(references.map(({ role }) => role)).toEqual(['first_frame', 'reference_audio'])
  expect(carriedOver).toEqual([
    '“boat” is now the first frame.',
    'Seedance 1.0 Pro takes no sounds: remove “rain”.',
  ])
})
