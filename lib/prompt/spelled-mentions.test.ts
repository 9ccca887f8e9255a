import { describe, expect, test } from 'vitest'
import { applyEdit, insertMention } from './prompt-edit.ts'
import { promptLength } from './prompt-length.ts'
import { chipSpelled, findSpelled, referenceAtPosition, timeMarks } from './spelled-mentions.ts'

const references = [
  { id: 'r1', name: 'harbour', kind: 'image' },
  { id: 'r2', name: 'boat', kind: 'image' },
  { id: 'r3', name: 'gulls', kind: 'audio' },
] as const
const plain = (text: string) => ({ text, mentions: [] })

describe('spellings that are no chip yet', () => {
  test.each([
    ['at [Image 1] now', 'r1', '[Image 1]'],
    ['看图片2的船', 'r2', '图片2'],
    ['with [gulls]', 'r3', '[gulls]'],
    ['hear @Audio1 cry', 'r3', '@Audio1'],
  ])('%s', (text, id, spelling) => {
    const [found] = findSpelled(plain(text), references)
    expect(found && { id: found.id, text: text.slice(found.start, found.end) }).toEqual({
      id,
      text: spelling,
    })
  })

  test('chips, times and shots are left alone', () => {
    const { prompt } = insertMention(plain('[0-4s] [SHOT 1] at '), references[0], { start: 19, end: 19 })
    expect(findSpelled(prompt, references)).toEqual([])
  })

  test('become chips around those that are there, and the caret stays behind its word', () => {
    const first = insertMention(plain('[Image 2] near  and 图片1。'), references[0], {
      start: 15,
      end: 15,
    }).prompt
    const caret = first.text.indexOf('and')
    const result = chipSpelled(first, findSpelled(first, references), references, caret)
    expect(result.prompt.text).toBe('@boat near @harbour and @harbour。')
    expect(result.prompt.mentions.map(({ id }) => id)).toEqual(['r2', 'r1', 'r1'])
    expect(result.prompt.text.slice(result.caret)).toMatch(/^and/)
    // A chip is bound: the text is as typing the names by hand would have made it.
    expect(applyEdit(result.prompt, result.prompt.text, references).mentions).toEqual(result.prompt.mentions)
  })

  test('a position typed after @ is offered', () => {
    expect(referenceAtPosition('Image2', references)).toBe('r2')
    expect(referenceAtPosition('图片1', references)).toBe('r1')
    expect(referenceAtPosition('3', references)).toBe('r3')
    expect(referenceAtPosition('Image9', references)).toBeUndefined()
    expect(referenceAtPosition('boat', references)).toBeUndefined()
  })
})

test('time marks', () => {
  const text = '[0-4s] a [0-10秒] b 【1s~3s】 c @5秒 [SHOT 2] not [4] nor [Image 1] nor 5秒'
  expect(timeMarks(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    '[0-4s]',
    '[0-10秒]',
    '【1s~3s】',
    '@5秒',
    '[SHOT 2]',
  ])
})

test('length counts Chinese characters and words apart', () => {
  expect(promptLength('海边的 boat, at dawn —')).toEqual({ characters: 3, words: 3, share: 3 / 500 })
  expect(promptLength('word '.repeat(1001)).share).toBeGreaterThan(1)
  expect(promptLength('')).toEqual({ characters: 0, words: 0, share: 0 })
})
