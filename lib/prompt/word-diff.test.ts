import { describe, expect, test } from 'vitest'
import { seededRandom } from '#lib/server/sandbox/render/seeded-random.ts'
import type { NamedReference } from './mentions.ts'
import type { PromptPart } from './prompt-document.ts'
import { promptTokens } from './prompt-tokens.ts'
import { diffWords, isRewritten, type Stretch } from './word-diff.ts'

const HERO: NamedReference = { id: 'ref_1', name: 'hero', kind: 'image' }
const tokens = (text: string) => promptTokens([{ text }], [])
/** `the [-red-]{+blue+} fox` */
const marked = (stretches: readonly Stretch[]) =>
  stretches
    .map(({ change, tokens: pieces }) => {
      const text = pieces.map((piece) => piece.text).join('')
      return change === 'same' ? text : change === 'removed' ? `[-${text}-]` : `{+${text}+}`
    })
    .join('')
const diff = (before: string, after: string) => marked(diffWords(tokens(before), tokens(after)))
const side = (stretches: readonly Stretch[], other: 'removed' | 'added') =>
  stretches.flatMap(({ change, tokens: pieces }) => (change === 'same' || change === other ? pieces : []))

describe('words', () => {
  test.each([
    ['A red fox runs', 'A blue fox runs', 'A [-red-]{+blue+} fox runs'],
    ['A fox', 'A red fox', 'A {+red +}fox'],
    ['A red fox', 'A fox', 'A [-red -]fox'],
    ['same', 'same', 'same'],
    ['', 'all new', '{+all new+}'],
    ['35mm, don’t push-in', '50mm, don’t push-in', '[-35mm-]{+50mm+}, don’t push-in'],
    ['red fox', 'blue cat', '[-red fox-]{+blue cat+}'],
    ['naïve cafe\u0301', 'naïve café', 'naïve [-cafe\u0301-]{+café+}'],
  ])('%s → %s', (before, after, expected) => expect(diff(before, after)).toBe(expected))

  test('Chinese goes by the character, neighbours as one piece', () => {
    expect(diff('红色灯笼在雨中', '绿色灯笼在雪中')).toBe('[-红-]{+绿+}色灯笼在[-雨-]{+雪+}中')
    expect(diff('一只狐狸穿过雪地', '一只黑猫跳过屋顶')).toBe('一只[-狐狸穿-]{+黑猫跳+}过[-雪地-]{+屋顶+}')
  })

  test('Korean goes by words with blanks between them', () => {
    expect(diff('붉은 여우가 달린다', '붉은 여우는 달린다')).toBe('붉은 [-여우가-]{+여우는+} 달린다')
  })

  test('one word that is the same between long changes is no anchor', () => {
    expect(
      diff(
        'old wooden boats drift the slow grey tide waits',
        'three paper cranes rise the warm gold light fades',
      ),
    ).toBe(
      '[-old wooden boats drift the slow grey tide waits-]{+three paper cranes rise the warm gold light fades+}',
    )
  })

  test('a paragraph that stays parts two changed ones', () => {
    expect(diff('One fox.\n\nThe end.', 'One cat.\n\nThe start.')).toBe(
      'One [-fox-]{+cat+}.\n\nThe [-end-]{+start+}.',
    )
  })

  test('a family emoji is one piece', () => {
    expect(tokens('👨‍👩‍👧 ok').map(({ text }) => text)).toEqual(['👨‍👩‍👧', ' ', 'ok'])
  })
})

describe('another prompt', () => {
  const isOther = (before: string, after: string) => isRewritten(diffWords(tokens(before), tokens(after)))

  test('has next to nothing in common; what is only added to, or taken from, is the same one', () => {
    expect(isOther('A fox runs through snow at dawn', '一只狐狸穿过雪地')).toBe(true)
    expect(isOther('A fox runs through snow', 'A fox jumps through rain')).toBe(false)
    expect(isOther('A fox', 'A fox that runs through the deep snow of a valley in the north')).toBe(false)
    expect(isOther('A fox that runs through the deep snow of a valley in the north', 'A fox')).toBe(false)
    expect(isOther('', 'A fox')).toBe(false)
  })
})

describe('mentions', () => {
  const parts = (...of: PromptPart[]) => promptTokens(of, [HERO])
  const mention = { mention: HERO.id }

  test('one mention is one piece, and another thing than its letters', () => {
    const before = parts({ text: 'See ' }, mention, { text: ' run' })
    expect(marked(diffWords(before, parts({ text: 'See ' }, mention, { text: ' swim' })))).toBe(
      'See @hero [-run-]{+swim+}',
    )
    expect(marked(diffWords(before, tokens('See @hero run')))).toBe('See [-@hero-]{+@hero+} run')
  })

  test('a mention that stays is shown as staying', () => {
    const before = parts({ text: 'all these words go away from ' }, mention, {
      text: ' and nothing is left here',
    })
    const after = parts({ text: 'brand new sentence written about ' }, mention, {
      text: ' with quite other ideas inside',
    })
    const same = diffWords(before, after).filter(({ change }) => change === 'same')
    expect(same.flatMap(({ tokens: pieces }) => pieces)).toContainEqual({ text: '@hero', isMention: true })
  })
})

describe('any two prompts', () => {
  const WORDS = [
    'fox',
    'fox',
    'red',
    'the',
    'the',
    ' ',
    ' ',
    ' ',
    ', ',
    '\n',
    '狐',
    '狸',
    '雪',
    '👨‍👩‍👧',
    '🦊',
    'é',
    'が',
    '①',
    '-',
  ]

  test('what stays and goes is the one, what stays and comes is the other', () => {
    const random = seededRandom(7)
    const any = (most: number): PromptPart[] =>
      Array.from({ length: Math.floor(random() * most) }, () =>
        random() < 0.1 ? { mention: HERO.id } : { text: WORDS[Math.floor(random() * WORDS.length)] ?? '' },
      )
    for (let round = 0; round < 600; round += 1) {
      const before = any(40)
      const after = random() < 0.5 ? any(40) : before.flatMap((part) => (random() < 0.2 ? any(4) : [part]))
      const [one, other] = [promptTokens(before, [HERO]), promptTokens(after, [HERO])]
      const stretches = diffWords(one, other)
      expect(side(stretches, 'removed')).toEqual(one)
      expect(side(stretches, 'added')).toEqual(other)
      const kinds = stretches.map(({ change }) => change)
      expect(kinds.filter((kind, index) => kind === kinds[index - 1])).toEqual([])
      expect(kinds.join(' ')).not.toContain('added removed')
    }
  })

  test('the longest prompts that have nothing but a few words in common', () => {
    const random = seededRandom(3)
    const long = (offset: number) =>
      Array.from({ length: 20_000 }, (_, index) =>
        index % 500 === 0
          ? String.fromCodePoint(0x3041 + index / 500)
          : String.fromCodePoint(0x4e00 + offset + Math.floor(random() * 4000)),
      ).join('')
    const [one, other] = [tokens(long(0)), tokens(long(6000))]
    const stretches = diffWords(one, other)
    expect(side(stretches, 'removed')).toEqual(one)
    expect(side(stretches, 'added')).toEqual(other)
  })
})
