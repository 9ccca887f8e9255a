import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BROKEN_MENTION, normaliseParts, type NamedReference } from './mentions.ts'
import {
  applyEdit,
  brokenInText,
  deleteMentionAt,
  fromParts,
  insertMention,
  mentionQueryAt,
  renameInText,
  settle,
  toParts,
  type PromptText,
} from './prompt-edit.ts'

const references: NamedReference[] = [
  { id: 'f', name: 'fox', kind: 'image' },
  { id: 'f2', name: 'fox2', kind: 'image' },
  { id: 'c', name: '小猫', kind: 'image' },
]

/** `a [@fox] b`: what stands in brackets is a mention. */
function prompt(marked: string): PromptText {
  const parts = marked.split(/(\[@[^\]]*\])/).map((piece) => {
    const name = /^\[@(.*)\]$/.exec(piece)?.[1]
    return name === undefined
      ? { text: piece }
      : { mention: references.find((r) => r.name === name)?.id ?? name }
  })
  return fromParts(parts, references)
}

/** The other way round; a broken mention shows its id. */
function show({ text, mentions }: PromptText): string {
  let marked = ''
  let from = 0
  for (const { start, end } of mentions) {
    marked += `${text.slice(from, start)}[${text.slice(start, end)}]`
    from = end
  }
  return marked + text.slice(from)
}

/** Types into the text as a textarea would; `|` marks the caret after the edit. */
function edit(from: string | PromptText, next: string): string {
  const caret = next.indexOf('|')
  const previous = typeof from === 'string' ? prompt(from) : from
  return show(applyEdit(previous, next.replace('|', ''), references, caret === -1 ? undefined : caret))
}

describe('typing', () => {
  test.each([
    ['a name at the caret may still grow', '@fo', '@fox|', '@fox'],
    ['a blank ends it', '@fox', '@fox |', '[@fox] '],
    ['so does a sign', '@fox', '@fox,| b', '[@fox], b'],
    ['Chinese ends it at once', 'a @小猫', 'a @小猫跑|', 'a [@小猫]跑'],
    ['the longest name', '@fox2', '@fox2 |', '[@fox2] '],
    ['another word', '@foxe', '@foxes |', '@foxes '],
    ['an e-mail address', 'me@fox', 'me@fox |', 'me@fox '],
    ['in other letters', '@FOX', '@FOX |', '[@fox] '],
    ['elsewhere in the text it becomes one as well', '@fox', 'x| @fox', 'x [@fox]'],
    ['behind a mention', '[@fox]', '@foxe|', '[@fox]e'],
    ['behind a mention, which makes it another name', '[@fox] a', '@fox2| a', '[@fox2] a'],
    ['more behind that', '[@fox2] a', '@fox22| a', '[@fox2]2 a'],
    ['before a mention', '[@fox]', 'a|@fox', 'a[@fox]'],
    ['the letter that the name begins with', 'a [@fox]', 'a @|@fox', 'a @[@fox]'],
    ['inside a mention', '[@fox] a', '@fo|x a'.replace('o|', 'oo|'), '@foox a'],
    ['the name that a mention lost', '@fx a', '@fo|x a', '[@fox] a'],
    ['an input method at its end', 'a @', 'a @小猫|', 'a @小猫'],
  ])('%s', (_, before, after, expected) => {
    expect(edit(before, after)).toBe(expected)
  })
})

describe('pasting', () => {
  test.each([
    ['names, the last one at the caret', 'a ', 'a @fox and @小猫|', 'a [@fox] and [@小猫]'],
    ['over a mention', 'a [@fox] b', 'a @fox2| b', 'a [@fox2] b'],
    ['over everything, the same again', '[@fox] a', '@fox a|', '[@fox] a'],
    ['between two mentions', '[@fox][@小猫]', '@fox and |@小猫', '[@fox] and [@小猫]'],
    ['without a caret to go by', '[@fox] a [@小猫]', '@fox a big @小猫', '[@fox] a big [@小猫]'],
  ])('%s', (_, before, after, expected) => {
    expect(edit(before, after)).toBe(expected)
  })
})

describe('deleting', () => {
  test.each([
    ['text before', 'ab [@fox]', 'b| @fox'.replace('b|', '|b'), 'b [@fox]'],
    ['the last letter of a mention', 'a [@fox] b', 'a @fo| b', 'a @fo b'],
    ['a whole mention', 'a [@fox] b [@小猫]', 'a | b @小猫', 'a  b [@小猫]'],
    ['from inside one to inside another', '[@fox] a [@小猫]', '@f|猫', '@f猫'],
    ['everything', '[@fox] a', '|', ''],
    ['what stood between a mention and more of its word', '[@fox] 2 a', '@fox|2 a', '[@fox]2 a'],
  ])('%s', (_, before, after, expected) => {
    expect(edit(before, after)).toBe(expected)
  })

  test('the first of two that read alike: the right one stays', () => {
    const twins = {
      text: '@fox @fox',
      mentions: [
        { id: 'gone', start: 0, end: 4 },
        { id: 'f', start: 5, end: 9 },
      ],
    }
    expect(applyEdit(twins, '@fox', references, 0).mentions).toEqual([{ id: 'f', start: 0, end: 4 }])
    expect(applyEdit(twins, '@fox', references, 4).mentions).toEqual([{ id: 'gone', start: 0, end: 4 }])
  })

  test.each<[string, number, 'backward' | 'forward', string | undefined]>([
    ['a [@fox] b', 6, 'backward', 'a | b'],
    ['a [@fox] b', 4, 'backward', 'a | b'],
    ['a [@fox] b', 2, 'backward', undefined],
    ['a [@fox] b', 2, 'forward', 'a | b'],
    ['a [@fox] b', 6, 'forward', undefined],
    ['[@fox][@小猫]', 4, 'backward', '|[@小猫]'],
    ['[@fox][@小猫]', 4, 'forward', '[@fox]|'],
    ['a', 1, 'backward', undefined],
  ])('a mention as one character: %j at %i %s', (before, caret, direction, expected) => {
    const result = deleteMentionAt(prompt(before), caret, direction)
    expect(result && withCaret(result)).toBe(expected)
  })
})

describe('inserting from the menu', () => {
  const cat = { id: 'c', name: '小猫' }
  test.each<[string, number, number, string]>([
    ['', 0, 0, '[@小猫] |'],
    ['a @小', 2, 4, 'a [@小猫] |'],
    ['a @小 b', 2, 4, 'a [@小猫] |b'],
    ['a @小\nb', 2, 4, 'a [@小猫]|\nb'],
    ['a b', 1, 1, 'a [@小猫] |b'],
    ['ab', 1, 1, 'a [@小猫] |b'],
    ['看着跑', 2, 2, '看着[@小猫]|跑'],
    ['a, b', 1, 1, 'a [@小猫]|, b'],
    ['[@fox] b', 4, 4, '[@fox] [@小猫] |b'],
    ['a [@fox] b', 0, 6, '[@小猫] |b'],
  ])('%j, %i to %i', (before, start, end, expected) => {
    expect(withCaret(insertMention(prompt(before), cat, { start, end }))).toBe(expected)
  })
})

test.each<[string, number, string | undefined]>([
  ['@', 1, ''],
  ['a @fo b', 5, 'fo'],
  ['a @fo b', 4, 'f'],
  ['a @fo b', 2, undefined],
  ['a @fo b', 7, undefined],
  ['me@fo', 5, undefined],
  ['看@小', 3, '小'],
  ['[@fox]', 4, undefined],
  ['[@fox]@c', 6, 'c'],
])('the menu for %j at %i', (before, caret, query) => {
  expect(mentionQueryAt(prompt(before), caret)?.query).toBe(query)
})

test('leaving the field ends the last name', () => {
  expect(show(settle(prompt('a @fox'), references))).toBe('a [@fox]')
})

test('a new name moves everything behind it', () => {
  expect(show(renameInText(prompt('[@fox] a [@小猫] b [@fox]'), 'f', 'wolf cub'))).toBe(
    '[@wolf cub] a [@小猫] b [@wolf cub]',
  )
  expect(renameInText(prompt('a'), 'f', 'x')).toEqual(prompt('a'))
})

test('a mention of what is gone keeps its text and its id, and is named', () => {
  const left = references.filter(({ id }) => id !== 'f')
  const broken = applyEdit(prompt('a [@fox] b'), 'a @fox bc', left, 9)
  expect(toParts(broken)).toEqual([{ text: 'a ' }, { mention: 'f' }, { text: ' bc' }])
  expect(brokenInText(broken, left)).toEqual([{ id: 'f', start: 2, end: 6, text: '@fox' }])
  expect(brokenInText(broken, references)).toEqual([])
  expect(fromParts([{ mention: 'gone' }], references).text).toBe(BROKEN_MENTION)
})

const part = fc.oneof(
  fc.string({ maxLength: 5 }).map((text) => ({ text })),
  fc.constantFrom('f', 'f2', 'c', 'gone').map((mention) => ({ mention })),
)
const parts = fc.array(part, { maxLength: 8 }).map(normaliseParts)
const typed = fc.oneof(
  fc.constantFrom('', ' ', '@', 'x', '@fox', '@fox2 ', '小猫', 'fox'),
  fc.string({ maxLength: 3 }),
)

test('text and back again', () => {
  fc.assert(
    fc.property(parts, (all) => {
      expect(toParts(fromParts(all, references))).toEqual(all)
    }),
  )
})

test('whatever is typed: mentions read their names, what was not touched stays', () => {
  fc.assert(
    fc.property(
      parts,
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), typed), { maxLength: 8 }),
      (all, edits) => {
        let current = fromParts(all, references)
        for (const [position, length, inserted] of edits) {
          const start = position % (current.text.length + 1)
          const end = Math.min(current.text.length, start + length)
          const next = current.text.slice(0, start) + inserted + current.text.slice(end)
          const edited = applyEdit(current, next, references, start + inserted.length)
          expect(edited.text.toLowerCase()).toBe(next.toLowerCase())
          expectSound(edited)
          const shift = inserted.length - (end - start)
          const untouched = current.mentions.flatMap((mention) => {
            if (mention.end <= start) return [mention]
            return mention.start >= end
              ? [{ id: mention.id, start: mention.start + shift, end: mention.end + shift }]
              : []
          })
          const starts = edited.mentions.map(({ id, start: at }) => `${id} ${at}`)
          // Only `2` right behind `@fox` makes another mention of one that was not touched.
          const lengthened = (m: { id: string; end: number }) =>
            m.id === 'f' && m.end === start && next[start] === '2'
          const lost = untouched.filter((m) => !starts.includes(`${m.id} ${m.start}`) && !lengthened(m))
          expect(lost).toEqual([])
          current = edited
        }
      },
    ),
    { numRuns: 1000 },
  )
})

test('renaming changes the text of one reference’s mentions and nothing else', () => {
  fc.assert(
    fc.property(parts, fc.constantFrom('f', 'c', 'gone'), fc.stringMatching(/^\w{1,8}$/), (all, id, name) => {
      const before = fromParts(all, references)
      const after = renameInText(before, id, name)
      expect(toParts(after)).toEqual(all)
      expect(
        new Set(
          after.mentions.filter((mention) => mention.id === id).map((m) => after.text.slice(m.start, m.end)),
        ),
      ).toEqual(new Set(all.some((p) => 'mention' in p && p.mention === id) ? [`@${name}`] : []))
    }),
  )
})

/** In order, apart, and every one of a known reference reads exactly its name. */
function expectSound({ text, mentions }: PromptText): void {
  let from = 0
  for (const { id, start, end } of mentions) {
    expect(start).toBeGreaterThanOrEqual(from)
    const name = references.find((reference) => reference.id === id)?.name
    expect(text.slice(start, end)).toBe(name === undefined ? BROKEN_MENTION : `@${name}`)
    from = end
  }
}

function withCaret({ prompt: after, caret }: { prompt: PromptText; caret: number }): string {
  let marked = ''
  for (let index = 0; index <= after.text.length; index += 1) {
    if (after.mentions.some(({ end }) => end === index)) marked += ']'
    if (index === caret) marked += '|'
    if (after.mentions.some(({ start }) => start === index)) marked += '['
    marked += after.text[index] ?? ''
  }
  return marked
}
