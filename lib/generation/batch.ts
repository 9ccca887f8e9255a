/** Several generations of one press, seen as one thing. Pure: the server and the screen count by the same rule. */
import type { Generation } from './generation.ts'
import { allowedActions, isFinal } from './lifecycle.ts'

type Member = Pick<
  Generation,
  'id' | 'retryOf' | 'state' | 'phase' | 'attempts' | 'problem' | 'clip' | 'cancelRequested'
>

export interface BatchCount {
  /** Takes that were asked for: one that was retried counts as its retry. */
  takes: number
  ready: number
  /** At the provider, or being saved. */
  making: number
  /** Not yet sent: they wait for a free place. */
  waiting: number
  failed: number
  cancelled: number
}

/** What became of the takes that were asked for: each with its latest try. */
export function latestTries<One extends Member>(generations: readonly One[]): One[] {
  const retried = new Set(generations.flatMap(({ retryOf }) => retryOf ?? []))
  return generations.filter(({ id }) => !retried.has(id))
}

export function countBatch(generations: readonly Member[]): BatchCount {
  const count = { takes: 0, ready: 0, making: 0, waiting: 0, failed: 0, cancelled: 0 }
  for (const { state } of latestTries(generations)) {
    count.takes += 1
    if (state === 'succeeded') count.ready += 1
    else if (state === 'queued') count.waiting += 1
    else if (state === 'cancelled') count.cancelled += 1
    else if (isFinal(state)) count.failed += 1
    else count.making += 1
  }
  return count
}

/** What failed by chance and was not retried yet. What a person cancelled is not among it. */
export function toRetry<One extends Member>(generations: readonly One[]): One[] {
  return latestTries(generations).filter(
    (one) => (one.state === 'failed' || one.state === 'expired') && allowedActions(one).includes('retry'),
  )
}

/** What a press of “cancel all” would reach. */
export function toCancel<One extends Member>(generations: readonly One[]): One[] {
  return generations.filter((one) => allowedActions(one).includes('cancel'))
}
