import { expect, test } from 'vitest'
import { findCommands } from './match-command.ts'

const COMMANDS = [
  { name: { en: 'Copy request as JSON', zh: '复制请求为 JSON' } },
  { name: { en: 'Copy request as curl', zh: '复制请求为 curl' } },
  { name: { en: 'Clear the composer', zh: '清空编辑区' }, also: { en: 'empty reset new', zh: '重置' } },
  { name: { en: 'Ratio 16:9', zh: '画面比例 16:9' } },
  { name: { en: 'Reuse', zh: '复用' } },
]

test.each([
  ['the beginning of a word', 'rat', ['Ratio 16:9']],
  ['of any word', 'json', ['Copy request as JSON']],
  ['of several, in any order', 'curl cop', ['Copy request as curl']],
  ['initials', 'craj', ['Copy request as JSON']],
  ['not the middle of a word', 'omposer', []],
  [
    'the first word before another',
    're',
    ['Reuse', 'Copy request as JSON', 'Copy request as curl', 'Clear the composer'],
  ],
  ['what it is also called', 'reset', ['Clear the composer']],
  ['Chinese, from the middle', '请求', ['Copy request as JSON', 'Copy request as curl']],
  ['Chinese with Latin letters', '复制 json', ['Copy request as JSON']],
  ['a ratio', '16:9', ['Ratio 16:9']],
  ['capitals', 'CLEAR', ['Clear the composer']],
  ['nothing of the kind', 'clear json', []],
])('%s: %s', (_, query, expected) => {
  expect(findCommands(COMMANDS, query).map(({ name }) => name.en)).toEqual(expected)
})
