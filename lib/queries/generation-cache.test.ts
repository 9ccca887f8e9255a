import { expect, test } from 'vitest'
import type { Generation } from '#lib/generation/generation.ts'
import { appendPage, applyChanges, isAnyRunning, mergeGenerations } from './generation-cache.ts'

function generation(id: string, createdAt: number, fields: Partial<Generation> = {}): Generation {
  return {
    id,
    projectId: 'prj_1',
    shotId: 'sht_1',
    take: 1,
    authorId: 'usr_1',
    provider: 'sandbox',
    state: 'running',
    recipe: { model: 'm', prompt: [], references: [], settings: {} },
    mode: 't2v',
    createdAt,
    attempts: 1,
    cancelRequested: false,
    version: 1,
    ...fields,
  }
}
const ids = (generations: readonly Generation[]) => generations.map(({ id }) => id)

test('news comes newest first, and the same millisecond is settled by id', () => {
  expect(ids(mergeGenerations([generation('a', 1)], [generation('c', 2), generation('b', 2)]))).toEqual([
    'c',
    'b',
    'a',
  ])
})

test('a late answer never brings an older version back', () => {
  const [row] = mergeGenerations(
    [generation('a', 1, { version: 3, state: 'saving' })],
    [generation('a', 1, { version: 2 })],
  )
  expect(row?.state).toBe('saving')
})

test('tombstones take rows away, and the cursor only rises', () => {
  const list = { generations: [generation('b', 2), generation('a', 1)], cursor: 9 }
  const next = applyChanges(list, { cursor: 4, generations: [], removed: ['a'] })
  expect(ids(next.generations)).toEqual(['b'])
  expect(next.cursor).toBe(9)
})

test('changes of a page that is not loaded yet wait for it', () => {
  const list = { generations: [generation('c', 30), generation('b', 20)], cursor: 1, nextBefore: 'b' }
  const next = applyChanges(list, {
    cursor: 2,
    generations: [generation('a', 10), generation('d', 40)],
    removed: [],
  })
  expect(ids(next.generations)).toEqual(['d', 'c', 'b'])
})

test('the last page ends the list and keeps the first cursor', () => {
  const list = { generations: [generation('b', 2)], cursor: 5, nextBefore: 'b' }
  const next = appendPage(list, { generations: [generation('a', 1)], cursor: 8 })
  expect(next).toMatchObject({ cursor: 5 })
  expect('nextBefore' in next).toBe(false)
  expect(ids(next.generations)).toEqual(['b', 'a'])
})

test('only what is not at its end counts as running', () => {
  expect(
    isAnyRunning([generation('a', 1, { state: 'succeeded' }), generation('b', 1, { state: 'failed' })]),
  ).toBe(false)
  expect(isAnyRunning([generation('a', 1, { state: 'uncertain' })])).toBe(true)
})
