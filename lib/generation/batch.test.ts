import { expect, test } from 'vitest'
import type { Generation, GenerationState } from './generation.ts'
import { countBatch, latestTries, toCancel, toRetry } from './batch.ts'

type Member = Parameters<typeof countBatch>[0][number]

const member = (id: string, state: GenerationState, change: Partial<Generation> = {}): Member => ({
  id,
  state,
  attempts: 0,
  cancelRequested: false,
  ...change,
})
const PROBLEM = { code: 'x', message: { en: '', zh: '' }, advice: { en: '', zh: '' } }

const BATCH = [
  member('a', 'succeeded'),
  member('b', 'running', { phase: 'running' }),
  member('c', 'running', { phase: 'queued' }),
  member('d', 'queued'),
  member('e', 'failed', { problem: { ...PROBLEM, retryable: true } }),
  member('f', 'failed', { problem: { ...PROBLEM, retryable: false } }),
  member('g', 'cancelled'),
]

test('every take counts once', () => {
  expect(countBatch(BATCH)).toEqual({ takes: 7, ready: 1, making: 2, waiting: 1, failed: 2, cancelled: 1 })
})

test('a take that was retried counts as its retry', () => {
  const again = [...BATCH, member('h', 'running', { retryOf: 'e' })]
  expect(countBatch(again)).toMatchObject({ takes: 7, making: 3, failed: 1 })
  expect(toRetry(again)).toEqual([])
  expect(latestTries(again).map(({ id }) => id)).not.toContain('e')
})

test('only what failed by chance is retried, only what can be cancelled is cancelled', () => {
  expect(toRetry(BATCH).map(({ id }) => id)).toEqual(['e'])
  expect(toCancel(BATCH).map(({ id }) => id)).toEqual(['c', 'd'])
})
