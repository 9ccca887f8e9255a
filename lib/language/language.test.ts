import { describe, expect, test } from 'vitest'
import { chooseLanguage } from './language.ts'

describe('chooseLanguage', () => {
  test.each([
    ['nothing said', undefined, null, 'en'],
    ['a Chinese browser', undefined, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['traditional Chinese', undefined, 'zh-TW', 'zh'],
    ['English preferred by weight, though said last', undefined, 'zh;q=0.5, en-US;q=0.9', 'en'],
    ['a language that there is not, then one that there is', undefined, 'fr-FR, zh;q=0.3', 'zh'],
    ['a language refused', undefined, 'zh;q=0, en;q=0.1', 'en'],
    ['only languages that there are not', undefined, 'fr, de;q=0.8', 'en'],
    ['chosen by hand', 'zh', 'en-US,en', 'zh'],
    ['a cookie that names none', 'klingon', 'zh', 'zh'],
  ])('%s', (_, chosen, header, expected) => {
    expect(chooseLanguage(chosen, header)).toBe(expected)
  })
})
