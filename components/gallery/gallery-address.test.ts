import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  GALLERY_SORTS,
  galleryCountsSchema,
  galleryFilterSchema,
  galleryQuerySchema,
  PICKS,
} from '#lib/api/gallery.ts'
import { GENERATION_STATES } from '#lib/generation/generation.ts'
import { RATIOS } from '#lib/seedance/request.ts'
import {
  countsQuestion,
  droppedWords,
  FILTER_NAMES,
  galleryQuestion,
  type GalleryView,
  PICK_VALUES,
  PLAIN_VIEW,
  readGalleryAddress,
  SIZES,
  SORTS,
  withoutAbsent,
  writeGalleryAddress,
} from './gallery-address.ts'
import { inOrder } from './address-values.ts'

const read = (address: string) => readGalleryAddress(new URLSearchParams(address))

describe('an address', () => {
  test('that says nothing is the plain view, and the plain view says nothing', () => {
    expect(read('')).toEqual(PLAIN_VIEW)
    expect(writeGalleryAddress(PLAIN_VIEW)).toBe('')
  })

  test('says the same as the API', () => {
    expect(
      read(
        'project=prj_1&q=红色+fox&model=b,a&state=failed&author=user_1&rating=3&pick=open,picked&favourite=1&tag=hero,夜景' +
          '&ratio=16:9&resolution=720p&length-from=0&length-to=12&from=2026-11-01&to=2026-11-22&zone=-480&bin=1&sort=best&by=shot&size=l',
      ),
    ).toEqual({
      project: 'prj_1',
      filter: {
        q: '红色 fox',
        model: ['a', 'b'],
        state: ['failed'],
        author: ['user_1'],
        rating: 3,
        pick: ['open', 'picked'],
        favourite: '1',
        tag: ['hero', '夜景'],
        ratio: ['16:9'],
        resolution: ['720p'],
        'length-from': 0,
        'length-to': 12,
        from: '2026-11-01',
        to: '2026-11-22',
        zone: -480,
        bin: '1',
      },
      sort: 'best',
      by: 'shot',
      size: 'l',
    })
  })

  test('is readable, and the same in whichever order things were chosen', () => {
    const write = (tag: string[], ratio: ('16:9' | '1:1')[]) =>
      writeGalleryAddress({ ...PLAIN_VIEW, filter: { q: ' red  fox ', tag, ratio, zone: 60 } })
    expect(write(['a&b', 'c=d'], ['16:9', '1:1'])).toBe('q=red+fox&tag=a%26b,c%3Dd&ratio=16:9,1:1')
    expect(write(['c=d', 'a&b'], ['1:1', '16:9'])).toBe('q=red+fox&tag=a%26b,c%3Dd&ratio=16:9,1:1')
  })

  test('reads what Next hands to a page', () => {
    expect(readGalleryAddress({ q: 'fox', model: ['a', 'b'], state: undefined })).toEqual({
      ...PLAIN_VIEW,
      filter: { q: 'fox', model: ['a'] },
    })
  })

  test.each([
    ['state=succeeded,done', { state: ['succeeded'] }, [{ name: 'state', value: 'done' }]],
    ['ratio=5:4', {}, [{ name: 'ratio', value: '5:4' }]],
    [
      'rating=6&length-to=1e3',
      {},
      [
        { name: 'rating', value: '6' },
        { name: 'length-to', value: '1e3' },
      ],
    ],
    ['from=2026-02-30', {}, [{ name: 'from', value: '2026-02-30' }]],
    [
      'sort=random&by=day&size=xl',
      {},
      [
        { name: 'sort', value: 'random' },
        { name: 'by', value: 'day' },
        { name: 'size', value: 'xl' },
      ],
    ],
    ['q=a%00b', {}, [{ name: 'q', value: 'a\u0000b' }]],
    [`q=${'x'.repeat(401)}`, {}, [{ name: 'q', value: 'x'.repeat(401) }]],
    ['project=../x', {}, [{ name: 'project', value: '../x' }]],
    [
      'where=1&q=a&q=b',
      { q: 'a' },
      [
        { name: 'where', value: '1' },
        { name: 'q', value: 'b' },
      ],
    ],
    ['zone=60', {}, []],
    ['model=,,&q=+', {}, []],
  ])('%.40s: what is wrong is left out and named', (address, filter, dropped) => {
    expect(read(address)).toEqual({ ...PLAIN_VIEW, filter })
    expect(droppedWords(new URLSearchParams(address))).toEqual(dropped)
  })

  test('whatever it says, the view is one that the API takes', () => {
    const name = fc.constantFrom(...FILTER_NAMES, 'project', 'sort', 'by', 'size', 'other')
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('1', 'succeeded', '16:9,x', 'newest', '2026-01-31', 'a,b', '-0', '007', 'shot'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (pairs) => {
        const view = readGalleryAddress(new URLSearchParams(pairs))
        expect(read(writeGalleryAddress(view))).toEqual(view)
        const asked = Object.fromEntries(new URLSearchParams(galleryQuestion(view)))
        const { project, filter, sort, by } = view
        expect(withoutUndefined(galleryQuerySchema.parse(asked))).toEqual({
          ...(project !== undefined && { project }),
          ...filter,
          ...(sort !== 'newest' && { sort }),
          ...(by !== 'take' && { by }),
        })
      }),
      { numRuns: 150 },
    )
  })

  test('round trip: every view comes back from its address', () => {
    fc.assert(
      fc.property(views, (view) => {
        const address = writeGalleryAddress(view)
        expect(read(address)).toEqual(view)
        expect(droppedWords(new URLSearchParams(address))).toEqual([])
        expect(
          galleryCountsSchema.safeParse(Object.fromEntries(new URLSearchParams(countsQuestion(view))))
            .success,
        ).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

test('the words are those of the API', () => {
  const { project: _, ...shape } = galleryFilterSchema.shape
  expect(FILTER_NAMES.toSorted()).toEqual(Object.keys(shape).sort())
  expect(SORTS).toEqual(GALLERY_SORTS)
  expect(PICK_VALUES).toEqual([...PICKS, 'open'])
})

function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}

const oneSpaced = (text: string) => text.replaceAll(/\s+/gu, ' ').trim()
const words = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .map((text) => oneSpaced(text.replaceAll(/[\p{Cc},]/gu, '')))
    .filter((text) => text !== '' && text.length <= maxLength && text.isWellFormed())
const some = <Value extends string>(item: fc.Arbitrary<Value>) =>
  fc.array(item, { minLength: 1, maxLength: 6 }).map(inOrder)
const optional = <Value>(item: fc.Arbitrary<Value>) => fc.option(item, { nil: undefined })
const days = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const filters = fc
  .record({
    q: optional(words(40)),
    model: optional(some(words(20))),
    state: optional(some(fc.constantFrom(...GENERATION_STATES))),
    author: optional(some(fc.stringMatching(/^[a-z0-9_]{1,20}$/))),
    rating: optional(fc.integer({ min: 1, max: 5 })),
    pick: optional(some(fc.constantFrom(...PICK_VALUES))),
    favourite: optional(fc.constant('1' as const)),
    tag: optional(some(words(20))),
    ratio: optional(some(fc.constantFrom(...RATIOS))),
    resolution: optional(some(words(8))),
    'length-from': optional(fc.integer({ min: 0, max: 3600 })),
    'length-to': optional(fc.integer({ min: 0, max: 3600 })),
    from: optional(days),
    to: optional(days),
    zone: optional(fc.integer({ min: -840, max: 840 })),
    bin: optional(fc.constant('1' as const)),
  })
  .map((filter) =>
    withoutAbsent(
      filter.from === undefined && filter.to === undefined ? { ...filter, zone: undefined } : filter,
    ),
  )

const views: fc.Arbitrary<GalleryView> = fc
  .record({
    project: optional(fc.stringMatching(/^[a-z0-9_]{1,20}$/)),
    filter: filters,
    sort: fc.constantFrom(...SORTS),
    by: fc.constantFrom('take' as const, 'shot' as const),
    size: fc.constantFrom(...SIZES),
  })
  .map(({ project, ...view }) => (project === undefined ? view : { project, ...view }))
