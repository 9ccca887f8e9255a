import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BROKEN_MENTION,
  brokenMentions,
  mentionedIds,
  normaliseParts,
  parseMentions,
  plainText,
  renderPrompt,
  renderPromptText,
  resolveParts,
  unusedReferences,
  type MentionStyle,
  type NamedReference,
} from './mentions.ts'
import type { PromptPart } from './prompt-document.ts'

const fox = { id: 'f', name: 'fox', kind: 'image' } as const
const redFox = { id: 'r', name: 'fox-red', kind: 'image' } as const
const cat = { id: 'c', name: '小猫', kind: 'image' } as const
const run = { id: 'v', name: 'run', kind: 'video' } as const
const song = { id: 'a', name: 'song', kind: 'audio' } as const
/** Content order mixes the kinds: positions count per kind. */
const references: NamedReference[] = [song, fox, run, redFox, cat]

/** The text with each mention as `<id>`. */
function read(text: string, from: readonly NamedReference[] = references): string {
  return parseMentions(text, from)
    .map((part) => ('text' in part ? part.text : `<${part.mention}>`))
    .join('')
}

describe('every spelling of contract.md §5', () => {
  test.each([
    // By name.
    ['@fox runs', '<f> runs'],
    ['a @fox', 'a <f>'],
    ['@Fox and @FOX', '<f> and <f>'],
    ['[fox] and [ fox ]', '<f> and <f>'],
    ['[@fox] and 【fox】 and 【@小猫】', '<f> and <f> and <c>'],
    ['@fox-red, not @fox', '<r>, not <f>'],
    ['@fox-like', '<f>-like'],
    ['@fox’s tail. See @fox.', '<f>’s tail. See <f>.'],
    ['(@fox)', '(<f>)'],
    ['@fox@小猫', '<f><c>'],
    ['@fox\n@run', '<f>\n<v>'],
    ['让@小猫在@fox后面跑', '让<c>在<f>后面跑'],
    ['@小猫run', '<c>run'],
    // By position, of its kind.
    ['@Image1 @image1 @Image 1 @image2', '<f> <f> <f> <r>'],
    ['@Video1 @video 1 @Audio1', '<v> <v> <a>'],
    ['@图片1和@图2和@视频1', '<f>和<r>和<v>'],
    ['[Image 1] [image1] [Video 1] [Audio 1]', '<f> <f> <v> <a>'],
    ['[图1][图片3][视频1][音频1]', '<f><c><v><a>'],
    ['【@图片1】【图片2】', '<f><r>'],
    ['Image 1 follows Video 1 to Audio 1.', '<f> follows <v> to <a>.'],
    ['图片1跟着视频1，音频1响', '<f>跟着<v>，<a>响'],
    // By position across all media, pictures first.
    ['@1 @2 @3 @4 @5', '<f> <r> <c> <v> <a>'],
    ['@1走向@4', '<f>走向<v>'],
  ])('%j reads %j', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})

describe('what is no mention', () => {
  test.each([
    'write to me@fox.com or a.b@1.com',
    'foxes and image 1 and image1',
    '@foxes @fox2 @fox_ @dog',
    '@小猫2',
    '[0-4s] [0-10秒] [SHOT 1] [1s~3s] [1] [dog]',
    '@5秒 @1秒 @1:30 @1-3s @1.5',
    '@Image9 [Image 9] [图9] 图片9 @9 @0 @Image0 @Image01x',
    'Image 1.5 and Image 16:9 and Image 1st',
    '图片1张，视频1个，视频1秒',
    '@ fox [ ] [] 【】 @',
    'MyImage 1',
    '@Image  1',
  ])('%j', (text) => {
    expect(read(text)).toBe(text)
  })

  test('a bracket that never closes is not searched to the end', () => {
    expect(read(`[fox${' '.repeat(100)}]`)).toBe(`[fox${' '.repeat(100)}]`)
  })
})

describe('names and positions side by side', () => {
  test.each<[string, string[], string]>([
    ['@1 and [1] and @2', ['2', '1'], '<1> and <1> and <0>'],
    ['@Image2', ['Image2', 'x'], '<0>'],
    ['@Image 1 and @Image', ['x', 'Image'], '<0> and <1>'],
    ['@red fox and @red', ['red', 'red fox'], '<1> and <0>'],
    ['@图片 and @图片1', ['x', '图片'], '<1> and <0>'],
    ['@5秒 and [5秒] and @5', ['5'], '@5秒 and [5秒] and <0>'],
    ['[2024-05-01]', ['2024-05-01'], '<0>'],
    ['@a.b*c+(d)', ['a.b*c+(d)'], '<0>'],
    ['@🦊 runs', ['🦊'], '<0> runs'],
  ])('%j with %j reads %j', (text, names, expected) => {
    expect(read(text, named(...names))).toBe(expected)
  })

  test('a reference without a name is said by its position', () => {
    const nameless: NamedReference[] = [
      { id: 'x', kind: 'image' },
      { id: 'y', name: undefined, kind: 'video' },
    ]
    expect(read('@Image1 [Video 1] @2', nameless)).toBe('<x> <y> <y>')
    expect(plainText([{ mention: 'x' }], nameless)).toBe('@Image1')
  })
})

describe('writing', () => {
  const parts: PromptPart[] = [
    { mention: 'c' },
    { text: ' meets ' },
    { mention: 'f' },
    { text: ' in ' },
    { mention: 'v' },
    { text: ' to ' },
    { mention: 'a' },
  ]

  test.each<[MentionStyle, string]>([
    [{ kind: 'gateway' }, '@小猫 meets @fox in @run to @song'],
    [{ kind: 'native', spelling: 'Image 1' }, 'Image 3 meets Image 1 in Video 1 to Audio 1'],
    [{ kind: 'native', spelling: '[Image 1]' }, '[Image 3] meets [Image 1] in [Video 1] to [Audio 1]'],
    [{ kind: 'native', spelling: '[图1]' }, '[图3] meets [图1] in [视频1] to [音频1]'],
    [{ kind: 'native', spelling: '图片1' }, '图片3 meets 图片1 in 视频1 to 音频1'],
  ])('%j', (style, expected) => {
    expect(renderPrompt(parts, references, style)).toBe(expected)
  })

  test('positions follow the order, names do not', () => {
    const reordered = references.toReversed()
    expect(renderPrompt(parts, reordered, { kind: 'native', spelling: 'Image 1' })).toBe(
      'Image 1 meets Image 3 in Video 1 to Audio 1',
    )
    expect(renderPrompt(parts, reordered, { kind: 'gateway' })).toBe('@小猫 meets @fox in @run to @song')
  })

  test('spellings in the text are written like the rest', () => {
    expect(renderPromptText('[图1] and @Image2 and @1', references, { kind: 'gateway' })).toBe(
      '@fox and @fox-red and @fox',
    )
    expect(
      renderPrompt([{ text: '@fox, ' }, { mention: 'c' }], references, { kind: 'native', spelling: '[图1]' }),
    ).toBe('[图1], [图3]')
  })

  test.each<[string, PromptPart[], string, string]>([
    ['before a letter', [{ mention: 'f' }, { text: 'es' }], '@fox es', 'Image 1 es'],
    ['before a digit', [{ mention: 'f' }, { text: '2' }], '@fox 2', 'Image 1 2'],
    ['before Chinese', [{ mention: 'f' }, { text: '在跑' }], '@fox在跑', 'Image 1在跑'],
    ['before what would be another name', [{ mention: 'f' }, { text: '-red' }], '@fox -red', 'Image 1-red'],
    ['after a letter', [{ text: 'me' }, { mention: 'f' }], 'me @fox', 'me Image 1'],
    ['after Chinese', [{ text: '我' }, { mention: 'f' }], '我@fox', '我Image 1'],
    ['side by side', [{ mention: 'f' }, { mention: 'r' }], '@fox@fox-red', 'Image 1 Image 2'],
    ['in brackets of the text', [{ text: '[' }, { mention: 'f' }, { text: ']' }], '[@fox]', '[Image 1]'],
  ])('a blank only where it is needed: %s', (_, mixed, gateway, native) => {
    expect(renderPrompt(mixed, references, { kind: 'gateway' })).toBe(gateway)
    expect(renderPrompt(mixed, references, { kind: 'native', spelling: 'Image 1' })).toBe(native)
  })

  test('a mention of what is gone stays visible', () => {
    expect(plainText([{ text: 'a ' }, { mention: 'gone' }, { text: ' b' }], references)).toBe(
      `a ${BROKEN_MENTION} b`,
    )
    expect(read(BROKEN_MENTION, [{ id: 'x', name: 'removed', kind: 'image' }])).toBe(BROKEN_MENTION)
  })
})

test('what is mentioned, broken and unused', () => {
  const parts: PromptPart[] = [
    { mention: 'f' },
    { text: ' and [图2] ' },
    { mention: 'gone' },
    { mention: 'f' },
  ]
  expect(mentionedIds(parts)).toEqual(['f', 'gone'])
  expect(brokenMentions(parts, references)).toEqual(['gone'])
  expect(unusedReferences(parts, references)).toEqual([song, run, cat])
  expect(resolveParts(parts, references)[2]).toEqual({ mention: 'r' })
})

test('normal parts', () => {
  expect(
    normaliseParts([
      { text: '' },
      { text: 'a' },
      { text: 'b' },
      { mention: 'f' },
      { text: '' },
      { mention: 'f' },
    ]),
  ).toEqual([{ text: 'ab' }, { mention: 'f' }, { mention: 'f' }])
})

const kind = fc.constantFrom('image' as const, 'video' as const, 'audio' as const)
/** Names that tempt: prefixes of one another, numbers, kind words, blanks, CJK. */
const name = fc.oneof(
  fc.constantFrom(
    'fox',
    'fox2',
    'fox-red',
    'Image',
    'Image1',
    'Image 1',
    '图片',
    '图片1',
    '小猫',
    '小猫咪',
    '1',
    '12',
    'a b',
    'é',
    '🦊',
  ),
  fc.stringMatching(/^[a-zA-Z0-9一-三_-]{1,6}$/),
)
const someReferences = fc.uniqueArray(fc.record({ name, kind }), {
  minLength: 1,
  maxLength: 6,
  selector: (reference) => reference.name.toLowerCase(),
})
const withIds = someReferences.map((all) =>
  all.map((reference, index) => ({ id: `ref_${index}`, ...reference })),
)
const tempting = fc.constantFrom(
  'a',
  '2',
  ' ',
  '-',
  '.',
  ':',
  '@',
  '在',
  '秒',
  '张',
  's',
  '\n',
  '】',
  '_',
  'é',
  'Image',
  '1',
  '图片',
)
const text = fc.array(tempting, { maxLength: 6 }).map((letters) => letters.join(''))

/** References with a prompt about them, whose text holds no mention of its own. */
const prompts = withIds.chain((all) =>
  fc.record({
    references: fc.constant(all),
    parts: fc
      .array(
        fc.oneof(
          text.map((t) => ({ text: t })),
          fc.constantFrom(...all).map(({ id }) => ({ mention: id })),
        ),
        { maxLength: 8 },
      )
      .map(normaliseParts)
      .filter((parts) => saysNothingElse(parts, all)),
    renamed: someReferences,
  }),
)

test('what is written for a gateway reads back as the same references, in order', () => {
  fc.assert(
    fc.property(prompts, ({ references: all, parts }) => {
      const written = renderPrompt(parts, all, { kind: 'gateway' })
      expect(idsIn(parseMentions(written, all))).toEqual(idsIn(parts))
      // Only blanks were added, and a second time none.
      const plain = parts.map((part) =>
        'text' in part ? part.text : `@${all.find(({ id }) => id === part.mention)?.name}`,
      )
      expect(written.replaceAll(' ', '')).toBe(plain.join('').replaceAll(' ', ''))
      expect(renderPromptText(written, all, { kind: 'gateway' })).toBe(written)
    }),
    { numRuns: 2000 },
  )
})

test('native positions read back too, as long as no name looks like a position', () => {
  const spelling = fc.constantFrom(
    'Image 1' as const,
    '[Image 1]' as const,
    '[图1]' as const,
    '图片1' as const,
  )
  fc.assert(
    fc.property(prompts, spelling, ({ references: all, parts }, native) => {
      const nameless = all.map(({ id, kind: sort }) => ({ id, kind: sort }))
      fc.pre(saysNothingElse(parts, nameless))
      const written = renderPrompt(parts, nameless, { kind: 'native', spelling: native })
      expect(idsIn(parseMentions(written, nameless))).toEqual(idsIn(parts))
    }),
    { numRuns: 2000 },
  )
})

test('mentions stay with their reference through renaming, reordering and removing', () => {
  fc.assert(
    fc.property(prompts, fc.nat(), ({ references: all, parts, renamed }, drop) => {
      const gone = all[drop % all.length]?.id
      const changed = all
        .map((reference, index) => ({ ...reference, name: renamed[index]?.name ?? `new-${index}` }))
        .toReversed()
        .filter(({ id }) => id !== gone)
      const names = new Set(changed.map((reference) => reference.name.toLowerCase()))
      fc.pre(names.size === changed.length && saysNothingElse(parts, changed))
      const written = renderPrompt(parts, changed, { kind: 'gateway' })
      expect(idsIn(parseMentions(written, changed))).toEqual(idsIn(parts).filter((id) => id !== gone))
      expect(brokenMentions(parts, changed)).toEqual(mentionedIds(parts).filter((id) => id === gone))
    }),
    { numRuns: 2000 },
  )
})

function idsIn(parts: readonly PromptPart[]): string[] {
  return parts.flatMap((part) => ('mention' in part ? [part.mention] : []))
}

/** Whether the text between the mentions holds none of its own. */
function saysNothingElse(parts: readonly PromptPart[], all: readonly NamedReference[]): boolean {
  return idsIn(resolveParts(parts, all)).length === idsIn(parts).length
}

function named(...names: string[]): NamedReference[] {
  return names.map((name, index) => ({ id: String(index), name, kind: 'image' }))
}
