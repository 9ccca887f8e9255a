import { expect, test } from 'vitest'
import { findPlaceholders, placeholderFrom } from './placeholders.ts'
import { insertTemplate, stillOpen, templateOf } from './prompt-template.ts'

const plain = (text: string) => ({ text, mentions: [] })

test.each([
  ['A {subject} in {the old town}', ['subject', 'the old town']],
  ['{主体}在{地点}奔跑', ['主体', '地点']],
  ['{"a": 1} { x } {} {a:b} {-x} {x', []],
  [`{${'x'.repeat(41)}}`, []],
])('%s holds %j', (text, names) => {
  expect(findPlaceholders(text).map(({ name }) => name)).toEqual(names)
})

test('Tab goes from place to place, and out at the end', () => {
  const text = '{a} and {b}'
  const from = (start: number, end: number, direction: 'forward' | 'backward' = 'forward') =>
    placeholderFrom(text, { start, end }, direction)?.name
  expect(from(0, 0)).toBe('a')
  expect(from(0, 3)).toBe('b')
  expect(from(5, 5)).toBe('b')
  expect(from(8, 11)).toBeUndefined()
  expect(from(8, 11, 'backward')).toBe('a')
  expect(from(0, 3, 'backward')).toBeUndefined()
})

test('a template stands where the caret is, with its first place selected', () => {
  expect(insertTemplate(plain('  '), 'A {subject} runs', { start: 1, end: 1 }, [])).toEqual({
    prompt: plain('A {subject} runs'),
    caret: 2,
    selectionEnd: 11,
  })
  expect(insertTemplate(plain('Rain.Fog'), 'A {x}', { start: 5, end: 8 }, [])).toMatchObject({
    prompt: plain('Rain. A {x}'),
    caret: 8,
  })
  expect(insertTemplate(plain('ab'), 'no place', { start: 1, end: 1 }, [])).toEqual({
    prompt: plain('a no place b'),
    caret: 10,
    selectionEnd: 10,
  })
})

test('mentions before and behind it stay, and its own names become mentions', () => {
  const references = [{ id: 'r1', name: 'fox', kind: 'image' as const }]
  const prompt = { text: '@fox ', mentions: [{ id: 'r1', start: 0, end: 4 }] }
  const { prompt: next } = insertTemplate(prompt, 'meets @fox in {place}', { start: 5, end: 5 }, references)
  expect(next).toEqual({
    text: '@fox meets @fox in {place}',
    mentions: [
      { id: 'r1', start: 0, end: 4 },
      { id: 'r1', start: 11, end: 15 },
    ],
  })
})

test('a prompt becomes a template, its references places to fill in', () => {
  const prompt = { text: 'See @fox run', mentions: [{ id: 'r1', start: 4, end: 8 }] }
  expect(templateOf(prompt)).toBe('See {fox} run')
})

test('what is open is said once, in both languages', () => {
  expect(stillOpen('{a} {b} {a}')).toEqual({
    en: 'The prompt still says {a}, {b}. Press Tab in it to go from one to the next.',
    zh: expect.stringContaining('{a}、{b}'),
  })
  expect(stillOpen('nothing')).toBeUndefined()
})
