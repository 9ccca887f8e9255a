import { expect, test } from 'vitest'
import type { MediaFile } from '#lib/api/media.ts'
import { carryOver } from '../carry-over.ts'
import { emptyDraft, reduceDraft, type Draft } from '../draft.ts'
import { hasPlaceFor, withPicked } from './pick-files.ts'

const file = (id: string, kind: MediaFile['kind'] = 'image'): MediaFile => ({
  id,
  kind,
  fileName: `${id}.bin`,
  format: 'x',
  mime: 'x/x',
  bytes: 1,
  sha256: id,
  hasAudio: false,
  url: '',
  previewUrl: '',
  createdAt: 1,
})
const pick = (...media: MediaFile[]) => media.map((one) => ({ id: `ref_${one.id}`, media: one }))
const on = (model: string): Draft => carryOver(emptyDraft(), model)

test('as many of each kind as the model takes, with those that are there', () => {
  const nine = pick(...Array.from({ length: 9 }, (_, index) => file(`p${index}`)))
  expect(hasPlaceFor(emptyDraft(), nine.slice(0, 8), file('x'))).toBe(true)
  expect(hasPlaceFor(emptyDraft(), nine, file('x'))).toBe(false)
  expect(hasPlaceFor(withPicked(emptyDraft(), nine), [], file('x'))).toBe(false)
  expect(hasPlaceFor(emptyDraft(), nine, file('x', 'video'))).toBe(true)
})

test('two frames where the model has only frames, and no clip', () => {
  const draft = on('doubao-seedance-1-0-pro-250528')
  expect(hasPlaceFor(draft, pick(file('a')), file('b'))).toBe(true)
  expect(hasPlaceFor(draft, pick(file('a'), file('b')), file('c'))).toBe(false)
  expect(hasPlaceFor(draft, [], file('c', 'video'))).toBe(false)
})

test('a frame becomes a reference when a clip comes beside it', () => {
  const framed = reduceDraft(withPicked(emptyDraft(), pick(file('a'))), {
    type: 'role',
    id: 'ref_a',
    role: 'first_frame',
  })
  const { references } = withPicked(framed, pick(file('c', 'video')))
  expect(references.map(({ role, mediaId }) => [role, mediaId])).toEqual([
    ['reference_image', 'a'],
    ['reference_video', 'c'],
  ])
})
