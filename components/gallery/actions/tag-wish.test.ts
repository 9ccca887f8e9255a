import { expect, test } from 'vitest'
import { NO_WISH, shownTags, suggestedTags, tagOf, withoutTag, withoutWish, withTag } from './tag-wish.ts'

const counts = { hero: 3, night: 1 }
const ALL = 3

test('tags of all, of some and those that are wished stand in one list', () => {
  const wish = withoutTag(withTag(NO_WISH, 'new', counts, ALL), 'hero', counts)
  expect(shownTags(counts, wish, ALL)).toEqual([
    { tag: 'hero', count: 0, wish: 'remove' },
    { tag: 'new', count: ALL, wish: 'add' },
    { tag: 'night', count: 1 },
  ])
})

test('what is so already is no wish, and the last word counts', () => {
  expect(withTag(NO_WISH, 'hero', counts, ALL)).toEqual(NO_WISH)
  expect(withoutTag(NO_WISH, 'nowhere', counts)).toEqual(NO_WISH)
  const added = withTag(NO_WISH, 'night', counts, ALL)
  expect(added).toEqual({ add: ['night'], remove: [] })
  expect(withoutTag(added, 'night', counts)).toEqual({ add: [], remove: ['night'] })
  expect(withTag(withoutTag(added, 'night', counts), 'night', counts, ALL)).toEqual(added)
  expect(withoutWish(added, 'night')).toEqual(NO_WISH)
})

test('suggests what begins as typed before what holds it, and nothing that all have', () => {
  const team = ['hero', 'Night', 'midnight', '夜景']
  const shown = shownTags(counts, NO_WISH, ALL)
  expect(suggestedTags(team, 'ni', shown, ALL)).toEqual(['Night', 'midnight'])
  expect(suggestedTags(team, '', shown, ALL)).toEqual(['Night', 'midnight', '夜景'])
  expect(suggestedTags(team, '夜', shown, ALL)).toEqual(['夜景'])
})

test.each([
  ['  café   noir ', 'café noir'],
  ['a,b，c', 'a b c'],
  [' , ', ''],
  ['x'.repeat(70), 'x'.repeat(64)],
])('%j is kept as %j', (typed, tag) => {
  expect(tagOf(typed)).toBe(tag)
})
