import { describe, expect, test } from 'vitest'
import { paginate, tokenise, type CaptionLine, type CaptionMeasure } from './caption-layout.ts'
import type { CaptionSegment } from './render-job.ts'

/** Ten per character, twenty for a full-width one. */
const measure: CaptionMeasure = {
  text: (text) =>
    [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 20 : 10), 0),
  chip: (name) => 40 + 10 * name.length,
  space: 10,
}

function set(text: string | CaptionSegment[], widest: number, lines = 2): string[][] {
  const segments = typeof text === 'string' ? [{ text }] : text
  return paginate(tokenise(segments, measure, widest), widest, lines, measure.space).map((page) =>
    page.map(readLine),
  )
}

function readLine(line: CaptionLine): string {
  return line.tokens
    .map((token, index) => {
      const word = token.kind === 'chip' ? `[${token.name}]` : token.text
      return index > 0 && token.spaceBefore ? ` ${word}` : word
    })
    .join('')
}

describe('lines', () => {
  test('are even, and no word is left alone', () => {
    expect(set('one two three four five six', 240)).toEqual([['one two three', 'four five six']])
  })

  test('end where a clause ends, if there is a choice', () => {
    expect(set('in the early morning, she runs to the sea', 300)).toEqual([
      ['in the early morning,', 'she runs to the sea'],
    ])
  })

  test('Chinese breaks between words, and never before a full stop or comma', () => {
    const lines = set('夜晚的森林里，萤火虫在薄雾中飞舞，镜头缓缓向前推进。', 300).flat()
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。]/)
      expect(measure.text(line)).toBeLessThanOrEqual(300)
    }
    expect(lines.join('')).toBe('夜晚的森林里，萤火虫在薄雾中飞舞，镜头缓缓向前推进。')
    expect(lines.some((line) => line.endsWith('萤') || line.endsWith('镜'))).toBe(false)
  })

  test('a chip is one piece, and punctuation stays with it', () => {
    const prompt = [{ text: 'follow ' }, { referenceIndex: 0, name: 'the old man' }, { text: ', slowly now' }]
    expect(set(prompt, 225)).toEqual([['follow', '[the old man],'], ['slowly now']])
  })

  test('a word wider than a line is cut', () => {
    expect(set('x'.repeat(25), 100, 4).flat()).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)])
  })
})

describe('pages', () => {
  test('turn at the end of a sentence', () => {
    expect(set('A red kite flies. The camera drifts along the shore.', 260)).toEqual([
      ['A red kite flies.'],
      ['The camera drifts', 'along the shore.'],
    ])
  })

  test('lose nothing', () => {
    const words = Array.from({ length: 200 }, (_, index) => `word${index}${index % 7 === 0 ? ',' : ''}`).join(
      ' ',
    )
    expect(set(words, 420, 3).flat().join(' ')).toBe(words)
  })
})
