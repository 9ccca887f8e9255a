import { describe, expect, test } from 'vitest'
import { extraSeconds, FAULTS, strikes, takeFaults } from './faults.ts'

describe('directives in a prompt', () => {
  test.each([
    ['A cat #429', 'A cat', { '429': null }],
    ['#429:2 A cat', 'A cat', { '429': '2' }],
    ['A cat #drop in the rain', 'A cat in the rain', { drop: null }],
    ['A #drop-before cat', 'A cat', { 'drop-before': null }],
    ['#fail:OutputVideoSensitiveContentDetected x', 'x', { fail: 'OutputVideoSensitiveContentDetected' }],
    ['a #truncated:1 #slow:5 b', 'a b', { truncated: '1', slow: '5' }],
    ['#refuse', '', { refuse: null }],
    ['夕阳 #expire 海', '夕阳 海', { expire: null }],
  ])('%s', (prompt, rest, faults) => {
    expect(takeFaults(prompt)).toEqual({ prompt: rest, faults })
  })

  test.each(['A #sunset over  the sea', 'take 5#429', '#4290', 'C# minor', '##drop'])(
    '%s holds none and stays as it is',
    (prompt) => expect(takeFaults(prompt)).toEqual({ prompt, faults: {} }),
  )

  test.each(['#429:often', '#truncated:-1', '#slow:x', '#refuse:me', '#fail:9'])(
    '%s is named as wrong',
    (prompt) => {
      expect(takeFaults(prompt).wrong).toBe(prompt)
    },
  )

  test('every fault of the table is understood', () => {
    for (const { name } of FAULTS) expect(Object.keys(takeFaults(`x #${name}`).faults)).toEqual([name])
  })
})

test('a fault with a count strikes that many times, one without always', () => {
  const { faults } = takeFaults('#429:2 #500')
  expect([1, 2, 3].map((attempt) => strikes(faults, '429', attempt))).toEqual([true, true, false])
  expect([1, 99].map((attempt) => strikes(faults, '500', attempt))).toEqual([true, true])
  expect(strikes(faults, 'drop', 1)).toBe(false)
})

test('a slow task takes a minute longer unless told how long', () => {
  expect(['', '#slow', '#slow:7'].map((prompt) => extraSeconds(takeFaults(prompt).faults))).toEqual([
    0, 60, 7,
  ])
})
