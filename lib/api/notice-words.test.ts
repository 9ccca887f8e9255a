import { expect, test } from 'vitest'
import { noticeInWords, saidIn } from './notice-words.ts'
import { NOTICE_KINDS } from './notifications.ts'

test.each(NOTICE_KINDS)('%s says who did it, in both languages', (kind) => {
  const said = noticeInWords({ kind, actor: 'Ana', excerpt: 'Too dark' })
  expect(said.en).toMatch(/^Ana [a-z ]+$/)
  expect(said.zh).toMatch(/^Ana [^A-Za-z]+$/)
})

test('a verdict is the sentence itself, and nothing is said twice', () => {
  const notice = { kind: 'verdict_given', actor: 'Ana', excerpt: 'changes_requested' } as const
  expect(noticeInWords(notice)).toEqual({
    en: 'Ana asks for changes to a take',
    zh: 'Ana 要求修改一个成片',
  })
  expect(saidIn(notice)).toBeUndefined()
  expect(saidIn({ kind: 'mention', excerpt: 'Too dark' })).toBe('Too dark')
})
