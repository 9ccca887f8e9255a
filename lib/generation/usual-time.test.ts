import { expect, test } from 'vitest'
import { findUsualTime, likenessOf, usualTimeTable, type FinishedTake } from './usual-time.ts'

const LIKE = { model: 'doubao-seedance-2-0-260128', resolution: '720p', seconds: 5 } as const
const take = (whole: number, change: Partial<FinishedTake> = {}): FinishedTake => ({
  ...LIKE,
  whole,
  ...change,
})

test('a range from the 20th to the 80th percentile, whatever the order', () => {
  const table = usualTimeTable([10, 7, 1, 5, 2, 9, 3, 8, 4, 6].map((whole) => take(whole * 1000)))
  expect(findUsualTime(table, LIKE)).toMatchObject({ takes: 10, whole: { from: 2000, to: 8000 } })
})

test('two takes are an anecdote: nothing is said', () => {
  expect(findUsualTime(usualTimeTable([take(1000), take(2000)]), LIKE)).toBeUndefined()
})

test('another length stands in where too little is known of this one, another model or resolution never', () => {
  const table = usualTimeTable([take(1000), take(2000), take(60_000, { seconds: 10 })])
  expect(findUsualTime(table, LIKE)?.whole).toEqual({ from: 1000, to: 60_000 })
  expect(findUsualTime(table, { ...LIKE, resolution: '480p' })).toBeUndefined()
  expect(findUsualTime(table, { ...LIKE, model: 'doubao-seedance-2-0-fast-260128' })).toBeUndefined()
})

test('takes of the same length are asked first, and a length that the model chose is one of its own', () => {
  const { seconds: _, ...open } = LIKE
  const table = usualTimeTable([
    ...[1000, 2000, 3000].map((whole) => take(whole)),
    ...[50_000, 60_000, 70_000].map((whole) => ({ ...open, whole })),
  ])
  expect(findUsualTime(table, LIKE)?.whole).toEqual({ from: 1000, to: 3000 })
  expect(findUsualTime(table, open)?.whole).toEqual({ from: 50_000, to: 70_000 })
})

test('queue and making are told apart, from the takes that were seen in both', () => {
  const seen = { queue: 5000, making: 40_000 }
  const table = usualTimeTable([...[1, 2, 3].map(() => take(45_000, seen)), take(2000)])
  expect(findUsualTime(table, LIKE)).toMatchObject({
    queue: { from: 5000, to: 5000 },
    making: { from: 40_000, to: 40_000 },
  })
  const unseen = findUsualTime(usualTimeTable([take(1), take(2), take(3, seen)]), LIKE)
  expect(unseen).not.toHaveProperty('queue')
})

test('what is not set counts as the model’s own default', () => {
  const spelled = { model: LIKE.model, settings: { duration: 5, resolution: '720p' } } as const
  expect(likenessOf({ model: LIKE.model, settings: {} }, 't2v')).toEqual(likenessOf(spelled, 't2v'))
  expect(likenessOf({ model: LIKE.model, settings: { duration: -1 } }, 't2v')).not.toHaveProperty('seconds')
})
