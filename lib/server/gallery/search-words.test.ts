import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readQuestion, searchWords } from './search-words.ts'

const words = (question: string) => readQuestion(question).wanted.map(({ word }) => word)

describe('searchWords', () => {
  test.each([
    ['A fox runs, runs!', ['a', 'fox', 'runs']],
    ['Café NAÏVE ﬁre', ['cafe', 'naive', 'fire']],
    ['红色灯笼', ['红色', '色灯', '灯笼', '笼']],
    ['雨', ['雨']],
    ['夜晚night市场2', ['夜晚', '晚', 'night', '市场', '场', '2']],
    ['ガラスの靴', ['ガラ', 'ラス', 'スの', 'の靴', '靴']],
    ['한국어 영상', ['한국', '국어', '어', '영상', '상']],
    ['Ｆｕｌｌ width', ['full', 'width']],
    ['seedance-2.0 16:9', ['seedance', '2', '0', '16x9']],
    ['21：9，at 10:30:15', ['21x9', 'at', '10', '30', '15']],
    ['🎬 …', []],
  ])('%s', (text, expected) => {
    expect(searchWords(text)).toEqual(expected)
  })

  test('cuts what nobody types', () => {
    expect(searchWords('x'.repeat(200))).toEqual(['x'.repeat(40)])
  })
})

const term = (word: string, isPrefix = true) => ({ word, isPrefix })

describe('readQuestion', () => {
  test('a word may be unfinished, a pair of characters not, a lone character begins something', () => {
    expect(readQuestion('lan 红灯 雨 16:9')).toEqual({
      wanted: [term('lan'), term('红灯', false), term('雨'), term('16x9')],
      unwanted: [],
    })
  })

  test('a minus leaves out what has all that it stands before; one inside a word or alone does not', () => {
    expect(readQuestion('fox -snow slow-motion -hand-held -红色灯 - --')).toEqual({
      wanted: [term('fox'), term('slow'), term('motion')],
      unwanted: [[term('snow')], [term('hand'), term('held')], [term('红色', false), term('色灯', false)]],
    })
  })

  test.each(['"paper crane" fox', '“paper crane” fox', '「paper crane」fox'])(
    'what stands in quotes is no beginning: %s',
    (question) => {
      expect(readQuestion(question).wanted).toEqual([term('paper', false), term('crane', false), term('fox')])
    },
  )

  test('quotes with a minus, around characters, empty, and not closed yet', () => {
    expect(readQuestion('-"slow push" "雨" "" "pap')).toEqual({
      wanted: [term('雨'), term('pap')],
      unwanted: [[term('slow', false), term('push', false)]],
    })
  })

  test('says each term once, and no more than 24', () => {
    expect(words('fox FOX Fóx')).toEqual(['fox'])
    expect(words(Array.from({ length: 60 }, (_, index) => `w${index}`).join(' '))).toHaveLength(24)
  })

  test('whatever stands in a text is found by any piece of it that begins where a word does', () => {
    const character = fc.constantFrom(...'abé红灯雨夜かな한국 ,.-1')
    const text = fc.string({ unit: character, minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(text, fc.nat(40), fc.nat(40), (whole, from, length) => {
        const stored = searchWords(whole)
        const start = beginningAtOrBefore(whole, from % whole.length)
        const terms = readQuestion(whole.slice(start, start + length + 1).replaceAll('-', ' ')).wanted
        for (const { word, isPrefix } of terms)
          expect(stored.some((other) => (isPrefix ? other.startsWith(word) : other === word))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

/** The first letter of the run of Latin letters or digits that stands at `index`; anything else begins wherever it stands. */
function beginningAtOrBefore(text: string, index: number): number {
  let start = index
  while (start > 0 && /[abé1]/u.test(text[start] ?? '') && /[abé1]/u.test(text[start - 1] ?? '')) start -= 1
  return start
}
