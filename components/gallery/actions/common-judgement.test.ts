import { expect, test } from 'vitest'
import { changedClip, type JudgedClip } from './change-clip.ts'
import { commonJudgement } from './common-judgement.ts'

const plain: JudgedClip = { rating: 0, isFavourite: false, tags: [] }

test('only what all say alike is common', () => {
  const five = { ...plain, rating: 5, pick: 'picked', isFavourite: true } as const
  expect(commonJudgement([five, five])).toEqual({ rating: 5, pick: 'picked', isFavourite: true })
  expect(commonJudgement([five, plain])).toEqual({ rating: undefined, pick: undefined, isFavourite: false })
  expect(commonJudgement([five, undefined])).toEqual({
    rating: undefined,
    pick: undefined,
    isFavourite: false,
  })
  expect(commonJudgement([])).toEqual({ rating: undefined, pick: undefined, isFavourite: false })
})

test('a change leaves what it does not name, and takes a pick away by null', () => {
  const clip = { ...plain, pick: 'picked' as const, tags: ['b'], id: 'gen_1' }
  expect(changedClip(clip, { id: 'gen_1', addTags: ['a', 'b'], rating: 3 })).toEqual({
    ...clip,
    rating: 3,
    tags: ['a', 'b'],
  })
  const open = changedClip(clip, { id: 'gen_1', pick: null, removeTags: ['b'] })
  expect(open).toEqual({ ...plain, id: 'gen_1' })
  expect('pick' in open).toBe(false)
})
