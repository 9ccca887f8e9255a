import { expect, test } from 'vitest'
import { framesAt, type PartFacts, planJoin } from './join-plan.ts'

const packets = (shows: readonly number[], keys: readonly number[]) =>
  shows.map((one, at) => ({ shows: one, isKey: keys.includes(at) }))

/** Twelve frames, a key frame every six. */
const PLAIN: PartFacts = {
  in: 0,
  out: 11,
  width: 1280,
  height: 720,
  framesPerSecond: 24,
  packets: packets([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [0, 6]),
  isSteady: true,
  stream: 'one',
  canMix: true,
}
/** Two groups of six with frames that lean on later ones. */
const REORDERED = packets([0, 3, 1, 2, 5, 4, 6, 9, 7, 8, 11, 10], [0, 6])
/** The second group's first shown frames lean on the first group. */
const OPEN = packets([0, 3, 1, 2, 6, 4, 5, 9, 7, 8, 11, 10], [0, 4])

const part = (change: Partial<PartFacts> = {}): PartFacts => ({ ...PLAIN, ...change })
const other = { stream: 'other' }

test.each<[string, PartFacts[], string]>([
  ['one whole clip', [part()], 'copy 0-12'],
  ['clips of one stream', [part(), part(), part()], 'copy 0-12, copy 0-12, copy 0-12'],
  ['its first group', [part({ out: 5 })], 'copy 0-6'],
  ['its second group', [part({ in: 6 })], 'copy 6-12'],
  ['from a key frame to anywhere, where nothing is reordered', [part({ in: 6, out: 8 })], 'copy 6-9'],
  ['from within a group', [part({ in: 1 })], 'encode'],
  ['reordered, whole', [part({ packets: REORDERED })], 'copy 0-12'],
  ['reordered, one group', [part({ packets: REORDERED, in: 6 })], 'copy 6-12'],
  ['reordered, up to a frame that comes before another', [part({ packets: REORDERED, out: 2 })], 'encode'],
  ['reordered, up to where order is whole again', [part({ packets: REORDERED, out: 3 })], 'copy 0-4'],
  ['an open group from its key frame on', [part({ packets: OPEN, in: 6 })], 'encode'],
  ['an open group from its first shown frame on', [part({ packets: OPEN, in: 4 })], 'encode'],
  ['a cut beside whole ones', [part(), part({ in: 2 }), part()], 'copy 0-12, encode, copy 0-12'],
  ['another stream beside', [part(), part(other), part()], 'copy 0-12, encode, copy 0-12'],
  [
    'the stream of most frames stays',
    [part({ out: 5 }), part(other), part(other)],
    'encode, copy 0-12, copy 0-12',
  ],
  [
    'what nothing may stand beside',
    [part({ canMix: false }), part({ in: 2, canMix: false })],
    'encode, encode',
  ],
  [
    'alike, though nothing else may stand beside',
    [part({ canMix: false }), part({ canMix: false })],
    'copy 0-12, copy 0-12',
  ],
  ['another size', [part(), part({ width: 640, height: 360 })], 'copy 0-12, encode'],
  ['another rate', [part(), part({ framesPerSecond: 30 })], 'copy 0-12, encode'],
  ['an unsteady rate', [part(), part({ isSteady: false })], 'copy 0-12, encode'],
  ['the first is the odd one', [part({ framesPerSecond: 25 }), part(), part()], 'copy 0-12, encode, encode'],
  ['turned pictures', [part({ stream: undefined })], 'encode'],
])('%s', (_, parts, expected) => {
  const said = planJoin(parts).parts.map((one) =>
    one.kind === 'copy' ? `copy ${one.from}-${one.to}` : 'encode',
  )
  expect(said.join(', ')).toBe(expected)
})

test('the first part says size and rate; odd sides are made even only where something is encoded', () => {
  const odd = { width: 853, height: 481 }
  expect(planJoin([part(odd)])).toMatchObject({ width: 853, height: 481, framesPerSecond: 24, frames: 12 })
  const cut = planJoin([part(odd), part({ ...odd, in: 3 }), part({ framesPerSecond: 30, in: 0, out: 11 })])
  expect(cut).toMatchObject({ width: 852, height: 480, framesPerSecond: 24, frames: 12 + 9 + 10 })
  expect(cut.parts.every(({ kind }) => kind === 'encode')).toBe(true)
})

test('a part keeps its length at another rate, and one frame at least', () => {
  expect(framesAt({ in: 0, out: 29, framesPerSecond: 30 }, 24)).toBe(24)
  expect(framesAt({ in: 10, out: 10, framesPerSecond: 60 }, 24)).toBe(1)
  expect(framesAt({ in: 5, out: 16, framesPerSecond: 24 }, 24)).toBe(12)
})

test('no parts, no plan', () => {
  expect(() => planJoin([])).toThrow('without parts')
})
