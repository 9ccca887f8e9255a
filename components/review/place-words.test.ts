import { describe, expect, test } from 'vitest'
import type { Person } from '#lib/api/review.ts'
import { asKept, asTyped, initialsOf, peopleFor, placeInWords } from './place-words.ts'

const people: Person[] = [
  { id: 'user_ann', name: 'Ann', role: 'editor' },
  { id: 'user_long', name: 'Ann Bell', role: 'editor' },
  { id: 'user_wei', name: '张伟', role: 'viewer' },
  { id: 'user_html', name: '<b>$&', role: 'viewer' },
]

describe('people in a text', () => {
  test.each([
    ['@Ann, look', '<@user_ann>, look'],
    ['@Ann Bell and @Ann', '<@user_long> and <@user_ann>'],
    ['@Anna is somebody else', '@Anna is somebody else'],
    ['请@张伟看看', '请<@user_wei>看看'],
    ['@<b>$& too', '<@user_html> too'],
    ['nobody', 'nobody'],
  ])('%j is kept as %j, and typed again', (typed, kept) => {
    expect(asKept(typed, people)).toBe(kept)
    expect(asTyped(kept, people)).toBe(typed)
  })

  test('who has left has no name', () => {
    expect(asTyped('Ask <@user_gone>', people)).toBe('Ask @…')
  })

  test.each([
    ['Hello @an', ['Ann', 'Ann Bell']],
    ['（@张', ['张伟']],
    ['@', ['Ann', 'Ann Bell', '张伟', '<b>$&']],
    ['mail@an', undefined],
    ['@Ann', undefined],
    ['@nobody', undefined],
    ['@an\nd', undefined],
  ])('after %j they are offered', (text, names) => {
    expect(peopleFor(text, text.length, people)?.found.map(({ name }) => name)).toEqual(names)
  })
})

test.each([
  ['Mia Lindgren', 'ML'],
  ['owner', 'O'],
  ['张伟', '张'],
  ['', '?'],
])('%j is marked by %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('a place is a timecode without hours that are none', () => {
  expect(placeInWords({ from: 30, to: 30 }, 24)).toBe('00:01:06')
  expect(placeInWords({ from: 0, to: 24 * 3600 }, 24)).toBe('00:00:00 – 01:00:00:00')
})
