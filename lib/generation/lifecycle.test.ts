import { describe, expect, test } from 'vitest'
import { asSaid } from '#lib/language/language.ts'
import { GENERATION_STATES, type GenerationState } from './generation.ts'
import {
  allowedActions,
  EVENTS,
  isFinal,
  isRemakeable,
  nextState,
  stateInWords,
  type ActionSubject,
} from './lifecycle.ts'

/** architecture.md, "Lifecycle", written out a second time: every pair that is not here must lead nowhere. */
const LEGAL = new Map<string, GenerationState>([
  ['queued sent', 'submitting'],
  ['queued cancelled_before_sending', 'cancelled'],
  ['queued started_here', 'running'],
  ['submitting accepted', 'running'],
  ['submitting refused', 'failed'],
  ['submitting deferred', 'queued'],
  ['submitting answer_lost', 'uncertain'],
  ['uncertain adopted', 'running'],
  ['uncertain proven_absent', 'queued'],
  ['uncertain person_sends_again', 'queued'],
  ['uncertain person_gives_up', 'failed'],
  ['running provider_succeeded', 'saving'],
  ['running provider_failed', 'failed'],
  ['running provider_expired', 'expired'],
  ['running provider_cancelled', 'cancelled'],
  ['running provider_forgot_task', 'failed'],
  ['saving saved', 'succeeded'],
  ['saving result_lost', 'failed'],
])

describe('the whole matrix', () => {
  const pairs = GENERATION_STATES.flatMap((state) => EVENTS.map((event) => ({ state, event })))
  test.each(pairs)('$state + $event', ({ state, event }) => {
    expect(nextState(state, event)).toBe(LEGAL.get(`${state} ${event}`))
  })

  test('every legal pair was among them', () => {
    expect(pairs.filter(({ state, event }) => LEGAL.has(`${state} ${event}`))).toHaveLength(LEGAL.size)
  })
})

test('the final states are the four endings', () => {
  expect(GENERATION_STATES.filter(isFinal)).toEqual(['succeeded', 'failed', 'cancelled', 'expired'])
})

test('every state can be reached from queued and every wait leads to an ending', () => {
  expect([...reach('queued')].sort()).toEqual([...GENERATION_STATES].sort())
  expect(GENERATION_STATES.filter((state) => ![...reach(state)].some(isFinal))).toEqual([])
})

test('nothing with a task id can come back to queued', () => {
  expect([...reach('running')].sort()).toEqual([
    'cancelled',
    'expired',
    'failed',
    'running',
    'saving',
    'succeeded',
  ])
})

const problem = { code: 'x', message: asSaid('m'), advice: asSaid('a'), retryable: true }
const clip = {
  mediaId: 'med_1',
  format: 'mp4' as const,
  videoUrl: '/v',
  downloadUrl: '/d',
  width: 1280,
  height: 720,
  duration: 5,
  fps: 24,
  hasAudio: true,
  bytes: 1,
  sha256: '00',
}
const subject = (state: GenerationState, rest: Partial<ActionSubject> = {}): ActionSubject => ({
  state,
  cancelRequested: false,
  ...rest,
})

test.each<[string, ActionSubject, string[]]>([
  ['queued', subject('queued'), ['reuse', 'cancel']],
  ['queued, waiting after a 429', subject('queued', { problem }), ['reuse', 'cancel', 'copy_error']],
  ['submitting', subject('submitting'), ['reuse', 'cancel']],
  ['cancelling already', subject('queued', { cancelRequested: true }), ['reuse']],
  ['uncertain', subject('uncertain', { problem }), ['reuse', 'send_again', 'give_up', 'copy_error']],
  ['running, phase unknown', subject('running'), ['reuse', 'cancel']],
  ['running, in the provider’s queue', subject('running', { phase: 'queued' }), ['reuse', 'cancel']],
  ['running, being made', subject('running', { phase: 'running' }), ['reuse']],
  ['saving', subject('saving'), ['reuse']],
  ['succeeded', subject('succeeded', { clip }), ['download', 'reuse', 'delete']],
  [
    'succeeded with its last frame',
    subject('succeeded', { clip: { ...clip, lastFrameMediaId: 'med_1' } }),
    ['download', 'use_last_frame', 'reuse', 'delete'],
  ],
  ['failed, may pass again', subject('failed', { problem }), ['reuse', 'retry', 'copy_error', 'delete']],
  [
    'failed, needs a change',
    subject('failed', { problem: { ...problem, retryable: false } }),
    ['reuse', 'copy_error', 'delete'],
  ],
  ['cancelled', subject('cancelled'), ['reuse', 'retry', 'delete']],
  ['expired', subject('expired', { problem }), ['reuse', 'retry', 'copy_error', 'delete']],
  ['joined here, waiting', subject('queued', { provider: 'sequence' }), ['cancel']],
  ['being joined here', subject('running', { provider: 'sequence', phase: 'running' }), ['cancel']],
  ['joined here', subject('succeeded', { provider: 'sequence', clip }), ['download', 'delete']],
  ['not joined', subject('failed', { provider: 'sequence', problem }), ['copy_error', 'delete']],
  ['imported', subject('succeeded', { provider: 'import', clip }), ['download', 'delete']],
])('actions: %s', (_, generation, actions) => {
  expect(allowedActions(generation)).toEqual(actions)
})

test('a provider that cannot cancel still lets go of what was not sent', () => {
  const cannot = { cancels: false }
  expect(allowedActions(subject('queued'), cannot)).toContain('cancel')
  expect(allowedActions(subject('submitting'), cannot)).not.toContain('cancel')
  expect(allowedActions(subject('running', { phase: 'queued' }), cannot)).not.toContain('cancel')
})

test('what was made here is joined, not generated', () => {
  const shown = { attempts: 1, cancelRequested: false, provider: 'sequence' }
  expect(stateInWords({ ...shown, state: 'queued' }).en).toBe('Waiting for its turn')
  expect(stateInWords({ ...shown, state: 'running', phase: 'queued' }).zh).toBe('正在合成')
  expect(stateInWords({ ...shown, state: 'succeeded' }).en).toBe('Ready')
  expect(isRemakeable(shown)).toBe(false)
  expect(isRemakeable({ provider: 'sandbox' })).toBe(true)
})

test('words tell waiting here, waiting there and running apart', () => {
  expect(say('queued')).toBe('Waiting for a free place')
  expect(say('queued', undefined, 2)).toBe('Waiting to be sent again')
  expect(say('running', 'queued')).toBe('In the provider’s queue')
  expect(say('running', 'running')).toBe('Being made')
  expect(say('running', 'queued', 1, true)).toBe('Cancelling')
  expect(say('saving', undefined, 1, true)).toBe('Saving the clip')
  expect(say('cancelled', undefined, 1, true)).toBe('Cancelled')
  expect(new Set(GENERATION_STATES.map((state) => say(state))).size).toBe(GENERATION_STATES.length)
})

/** The state itself and every state that can follow it. */
function reach(from: GenerationState): Set<GenerationState> {
  const seen = new Set([from])
  for (const state of seen) for (const event of EVENTS) seen.add(nextState(state, event) ?? state)
  return seen
}

function say(state: GenerationState, phase?: string, attempts = 0, cancelRequested = false): string {
  return stateInWords({ state, attempts, cancelRequested, ...(phase === undefined ? {} : { phase }) }).en
}
