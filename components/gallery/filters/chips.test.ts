import { expect, test } from 'vitest'
import type { ViewFilter } from '../gallery-address.ts'
import { chipsOf } from './chips.ts'

const PEOPLE = { me: { id: 'user_1', name: 'Mei' }, names: new Map([['user_2', 'Ana']]) }
const FULL: ViewFilter = {
  q: 'fox',
  model: ['doubao-seedance-2-0-260128', 'import'],
  state: ['failed'],
  author: ['user_1'],
  rating: 3,
  pick: ['open', 'picked'],
  favourite: '1',
  tag: ['hero'],
  ratio: ['16:9'],
  resolution: ['4k'],
  'length-from': 4,
  'length-to': 8,
  from: '2026-11-01',
  to: '2026-11-22',
  zone: 480,
  bin: '1',
}

test('says everything that is set, and each takes away what it says', () => {
  const chips = chipsOf(FULL, 'en', PEOPLE)
  expect(chips.map(({ label }) => label)).toEqual([
    '3 stars or more',
    'Seedance 2.0',
    'Imported',
    'Failed',
    'Mei (you)',
    'Undecided',
    'Picked',
    'hero',
    '16:9',
    '4K',
    '4 – 8 s',
    '1 Nov 2026 – 22 Nov 2026',
    'My favourites',
    'In the bin',
  ])
  expect(new Set(chips.map(({ key }) => key)).size).toBe(chips.length)
  // One after the other, nothing but the words is left.
  let left = FULL
  for (let [chip] = chipsOf(left, 'en', PEOPLE); chip; [chip] = chipsOf(left, 'en', PEOPLE))
    left = chip.without(left)
  expect(left).toEqual({ q: 'fox' })
})

test.each([
  [{ 'length-from': 5, 'length-to': 5 }, '5 s', '5 秒'],
  [{ 'length-from': 5 }, 'from 5 s', '5 秒以上'],
  [{ 'length-to': 5 }, 'up to 5 s', '5 秒以内'],
  [{ from: '2026-11-01', zone: 0 }, 'since 1 Nov 2026', '2026年11月1日起'],
  [{ to: '2026-11-01', zone: 0 }, 'until 1 Nov 2026', '截至 2026年11月1日'],
  [{ rating: 5 }, '5 stars', '5 星'],
  [{ author: ['user_2'] }, 'Ana', 'Ana'],
  // Of another team's backup, say.
  [{ author: ['user_3'] }, 'Somebody', '某位成员'],
  [{ model: ['ep-1'] }, 'ep-1', 'ep-1'],
] satisfies [ViewFilter, string, string][])('%j', (filter, en, zh) => {
  expect(chipsOf(filter, 'en', PEOPLE)[0]?.label).toBe(en)
  expect(chipsOf(filter, 'zh', PEOPLE)[0]?.label).toBe(zh)
})
