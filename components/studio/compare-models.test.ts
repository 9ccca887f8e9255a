import { expect, test } from 'vitest'
import { MODELS } from '#lib/seedance/models.ts'
import { byPrice, compareModels, type ModelRow } from './compare-models.ts'
import { emptyDraft, reduceDraft, type Draft, type NewReference } from './draft.ts'

const file = (id: string, kind: NewReference['kind'] = 'image'): NewReference => ({ id, kind, fileName: id })
const add = (draft: Draft, ...references: NewReference[]) => reduceDraft(draft, { type: 'add', references })

function rowOf(rows: readonly ModelRow[], label: string): ModelRow {
  const row = rows.find(({ model }) => model.label === label)
  if (!row) throw new Error(`no row for ${label}`)
  return row
}

test('says how many references would have a place', () => {
  const draft = add(emptyDraft(), file('a'), file('b'), file('c', 'video'), file('d', 'audio'))
  const rows = compareModels(draft, MODELS)
  const kept = (label: string) => rowOf(rows, label).references
  expect(kept('Seedance 2.0')).toEqual({ kept: 4, of: 4, recast: 0 })
  expect(kept('Gemini Omni')).toEqual({ kept: 3, of: 4, recast: 0 })
  // Both pictures become frames; the clip and the sound have no place.
  expect(kept('Seedance 1.0 Pro')).toEqual({ kept: 2, of: 4, recast: 2 })
  expect(kept('Seedance 1.0 Pro Fast')).toEqual({ kept: 1, of: 4, recast: 1 })
  expect(kept('Seedance 1.0 Lite (text)')).toEqual({ kept: 0, of: 4, recast: 0 })
})

test('counts against the numbers of the model, each kind and all together', () => {
  const pictures = Array.from({ length: 9 }, (_, index) => file(`p${index}`))
  const rows = compareModels(add(emptyDraft(), ...pictures), MODELS)
  expect(rowOf(rows, 'Seedance 2.0').references).toEqual({ kept: 9, of: 9, recast: 0 })
  expect(rowOf(rows, 'Gemini Omni').references).toEqual({ kept: 7, of: 9, recast: 0 })
  expect(rowOf(rows, 'Seedance 1.0 Lite (image)').references).toEqual({ kept: 4, of: 9, recast: 0 })
})

test('counts the settings that would be others, and misses nothing that was off', () => {
  const settings = { resolution: '4k', duration: 15, webSearch: true, watermark: false } as const
  const rows = compareModels({ ...emptyDraft(), settings }, MODELS)
  expect(rowOf(rows, 'Seedance 2.0').changes).toBe(0)
  expect(rowOf(rows, 'Seedance 2.0 Fast').changes).toBe(1)
  expect(rowOf(rows, 'Seedance 1.0 Pro').changes).toBe(3)
})

test('prices each at the resolution wished, or the nearest that it has', () => {
  const draft = { ...emptyDraft(), settings: { resolution: '4k', ratio: '16:9' } as const }
  const rows = compareModels(draft, MODELS)
  expect(rowOf(rows, 'Seedance 2.0').resolution).toBe('4k')
  expect(rowOf(rows, 'Seedance 2.0 Fast').resolution).toBe('720p')
  expect(rowOf(rows, 'Seedance 2.0 Fast').price[0]?.min).toBeCloseTo((1280 * 720 * 24 * 37) / 1024 / 1e6, 6)
  expect(rowOf(rows, 'Gemini Omni').price).toEqual([])
})

test('sorts by price, with what is not published last', () => {
  const rows = compareModels(emptyDraft(), MODELS)
  const labels = (order: 'ascending' | 'descending') => byPrice(rows, order).map(({ model }) => model.label)
  expect(labels('ascending').at(-1)).toBe('Gemini Omni')
  expect(labels('descending').at(-1)).toBe('Gemini Omni')
  expect(labels('ascending')[0]).toBe('Seedance 1.0 Pro Fast')
  expect(labels('descending')[0]).toBe('Seedance 2.5')
})
