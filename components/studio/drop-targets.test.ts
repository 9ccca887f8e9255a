import { describe, expect, test } from 'vitest'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { ReferenceKind, ReferenceRole } from '#lib/seedance/request.ts'
import { draggedIn, draggedOf, type Dragged } from './dragged-kinds.ts'
import { dropRules, placeDropped } from './drop-targets.ts'
import { orderDropped } from './dropped-files.ts'

const seedance2 = modelOrLoosest('doubao-seedance-2-0-260128').model
const pro = modelOrLoosest('doubao-seedance-1-0-pro-250528').model
const textOnly = modelOrLoosest('doubao-seedance-1-0-lite-t2v-250428').model
const kinds = (...all: (ReferenceKind | undefined)[]): Dragged => draggedOf(all.map((kind) => ({ kind })))
const here = (...all: [name: string, kind: ReferenceKind, role: ReferenceRole][]) =>
  all.map(([name, kind, role]) => ({ name, kind, role }))
const pictures = (count: number) =>
  here(
    ...Array.from(
      { length: count },
      (_, n) => [`p${n}`, 'image', 'reference_image'] as [string, 'image', 'reference_image'],
    ),
  )

/** `first last reference`, each + or −. */
function pattern(...given: Parameters<typeof dropRules>): string {
  return dropRules(...given)
    .map(({ allowed }) => (allowed ? '+' : '−'))
    .join('')
}

test.each([
  ['a picture into an empty tray', kinds('image'), seedance2, [], '+++'],
  ['a clip', kinds('video'), seedance2, [], '−−+'],
  ['a sound', kinds('audio'), seedance2, [], '−−+'],
  ['two pictures', kinds('image', 'image'), seedance2, [], '−−+'],
  ['a picture and a clip', kinds('image', 'video'), seedance2, [], '−−+'],
  ['something unknown', kinds(undefined), seedance2, [], '+++'],
  ['a picture beside a first frame', kinds('image'), seedance2, here(['a', 'image', 'first_frame']), '+++'],
  ['a clip beside a first frame', kinds('video'), seedance2, here(['a', 'image', 'first_frame']), '−−−'],
  ['a picture beside two', kinds('image'), seedance2, pictures(2), '−−+'],
  ['a picture beside a clip', kinds('image'), seedance2, here(['v', 'video', 'reference_video']), '−−+'],
  ['a tenth picture', kinds('image'), seedance2, pictures(9), '−−−'],
  ['a picture for a model with frames alone', kinds('image'), pro, [], '++−'],
  ['a sound for a model with frames alone', kinds('audio'), pro, [], '−−−'],
  ['a picture for a model with words alone', kinds('image'), textOnly, [], '−−−'],
] as const)('%s', (_, dragged, model, references, expected) => {
  expect(pattern(dragged, model, references)).toBe(expected)
})

test('every refusal says why, in a sentence', () => {
  const [first, last, reference] = dropRules(kinds('video'), pro, here(['harbour', 'image', 'first_frame']))
  expect(first).toEqual({
    target: 'first_frame',
    allowed: false,
    reason: { en: 'A first frame is a picture.', zh: '首帧要用图片。' },
  })
  expect(last).toMatchObject({ reason: { en: 'A last frame is a picture.' } })
  expect(reference).toMatchObject({
    reason: {
      en: `${pro.label} takes no clips as references.`,
      zh: `${pro.label} 不支持视频参考素材。`,
    },
  })
})

test.each([
  [
    here(['sea', 'video', 'reference_video']),
    'First and last frame go with nothing but each other. Remove sea first.',
    '首帧和尾帧不能与其他素材同时使用，请先移除 sea。',
  ],
  [
    pictures(2),
    'First and last frame go with nothing but each other. Remove p0 and p1 first.',
    '首帧和尾帧不能与其他素材同时使用，请先移除 p0、p1。',
  ],
  [
    pictures(3),
    'First and last frame go with nothing but each other. Remove 3 pictures first.',
    '首帧和尾帧不能与其他素材同时使用，请先移除 3 张图片。',
  ],
])('who is in the way of a frame is named, or counted', (references, en, zh) => {
  expect(dropRules(kinds('image'), seedance2, references)[0]).toMatchObject({ reason: { en, zh } })
})

test.each([
  [
    here(['a', 'image', 'first_frame']),
    'a is a frame, and frames go with no clips. Give it another role first.',
    'a 用作首帧或尾帧，不能与视频同时使用，请先改成其他用途。',
  ],
  [
    here(['a', 'image', 'first_frame'], ['b', 'image', 'last_frame']),
    'a and b are frames, and frames go with no clips. Give them other roles first.',
    'a、b 用作首帧或尾帧，不能与视频同时使用，请先改成其他用途。',
  ],
  [
    here(
      ['a', 'video', 'reference_video'],
      ['b', 'video', 'reference_video'],
      ['c', 'video', 'reference_video'],
    ),
    'All 3 clips are there.',
    '最多 3 个视频，已满。',
  ],
])('why no clip goes in', (references, en, zh) => {
  expect(dropRules(kinds('video'), seedance2, references)[2]).toMatchObject({ reason: { en, zh } })
})

test('what else comes of a drop is said before', () => {
  const [first] = dropRules(kinds('image'), seedance2, here(['harbour', 'image', 'first_frame']))
  expect(first).toMatchObject({
    effect: { en: 'harbour becomes the last frame.', zh: 'harbour 会改为尾帧。' },
  })
  const [, , reference] = dropRules(kinds('image', 'image', 'image'), seedance2, pictures(7))
  expect(reference).toMatchObject({
    allowed: true,
    effect: { en: 'There is room for 2 more pictures.', zh: '还能放 2 张图片。' },
  })
})

describe('who goes in', () => {
  const items = (...all: ReferenceKind[]) => all.map((kind, index) => ({ kind, name: `${kind}${index}` }))
  test('as many as there is room for, in order; the others with the reason', () => {
    const { taken, left } = placeDropped(
      items('image', 'image', 'image'),
      'reference',
      seedance2,
      pictures(8),
    )
    expect(taken.map(({ name }) => name)).toEqual(['image0'])
    expect(left.map(({ item, reason }) => [item.name, reason.en])).toEqual([
      ['image1', 'All 9 pictures are there.'],
      ['image2', 'All 9 pictures are there.'],
    ])
  })
  test('nobody where the place refuses', () => {
    const { taken, left } = placeDropped(items('image', 'image'), 'first_frame', seedance2, [])
    expect([taken, left.length]).toEqual([[], 2])
  })
})

test('the kinds of a drag are read from its types', () => {
  const file = (type: string) => ({ kind: 'file', type })
  expect(
    draggedIn([file('image/png'), file('video/mp4'), file(''), { kind: 'string', type: 'text/plain' }]),
  ).toEqual({ image: 1, video: 1, audio: 0, unknown: 1 })
  expect(draggedIn([])).toEqual({ image: 0, video: 0, audio: 0, unknown: 1 })
})

test('folders keep the order that people see, without what they never see', () => {
  const dropped = [
    { name: 'z.jpg', path: './z.jpg' },
    { name: '10.jpg', path: '/shots/10.jpg' },
    { name: '.DS_Store', path: '/shots/.DS_Store' },
    { name: '2.jpg', path: '/shots/2.jpg' },
    { name: 'x.jpg', path: '/shots/.cache/x.jpg' },
    { name: 'Thumbs.db', path: '/shots/Thumbs.db' },
    { name: 'a.jpg', path: './a.jpg' },
  ]
  const { files, hidden } = orderDropped(dropped)
  expect(files.map(({ name }) => name)).toEqual(['z.jpg', '2.jpg', '10.jpg', 'a.jpg'])
  expect(hidden).toBe(3)
})
