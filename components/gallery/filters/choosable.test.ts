import { expect, test } from 'vitest'
import type { GalleryCounts } from '#lib/api/gallery.ts'
import { choosable } from './choosable.ts'

const PEOPLE = { me: { id: 'user_1', name: 'Mei' }, names: new Map([['user_2', 'Ana']]) }
const shown = (
  ...[field, filter, counts]: [
    Parameters<typeof choosable>[0],
    Parameters<typeof choosable>[1],
    GalleryCounts?,
  ]
) => choosable(field, filter, counts, 'en', PEOPLE).map(({ label, count }) => [label, count])

test('values stand in an order of their own, whatever their counts', () => {
  expect(shown('ratio', {}, { ratio: { '9:16': 400, '16:9': 3, '': 9 } })).toEqual([
    ['16:9', 3],
    ['9:16', 400],
  ])
  expect(shown('resolution', {}, { resolution: { '1080p': 1, '480p': 2, '4k': 3 } })).toEqual([
    ['480p', 2],
    ['1080p', 1],
    ['4K', 3],
  ])
})

test('tags stand by how many clips have them, then by name', () => {
  expect(shown('tag', {}, { tag: { zoo: 2, 夜景: 9, ant: 2 } })).toEqual([
    ['夜景', 9],
    ['ant', 2],
    ['zoo', 2],
  ])
})

test('what is set stands there with nothing left, so that it can be taken away', () => {
  expect(
    shown('model', { model: ['ep-1'] }, { model: { 'doubao-seedance-2-0-260128': 4, import: 1 } }),
  ).toEqual([
    ['Seedance 2.0', 4],
    ['Imported', 1],
    ['ep-1', 0],
  ])
  expect(shown('tag', { tag: ['hero'] })).toEqual([['hero', undefined]])
})

test('the picks are all there from the first', () => {
  expect(shown('pick', {})).toEqual([
    ['Picked', undefined],
    ['Rejected', undefined],
    ['Undecided', undefined],
  ])
})

test('who made a clip is named, and nobody is an id', () => {
  const counts = { author: { user_1: 1, user_2: 3, user_3: 2 } }
  expect(shown('author', {}, counts)).toEqual([
    ['Ana', 3],
    ['Somebody', 2],
    ['Mei (you)', 1],
  ])
  const unknown = choosable('author', {}, counts, 'en', { ...PEOPLE, names: undefined })
  expect(unknown.map(({ label }) => label)).toEqual(['…', '…', 'Mei (you)'])
})
