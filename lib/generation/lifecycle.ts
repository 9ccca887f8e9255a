/**
 * The life of a generation: states, events and the one table that says which event leads where. Everything that changes
 * a state asks `nextState` first; what the table does not hold does not happen.
 *
 * Two rules stand in the table itself: nothing that has a provider's task id goes back to `queued` (a second paid task
 * would follow), and a lost answer is a state, never a reason to send again.
 */
import type { Sentence } from '#lib/language/language.ts'
import { isDraftRecipe } from './draft-final.ts'
import type { Generation, GenerationState, Recipe } from './generation.ts'
import { isOwnMaker } from './made-here.ts'

export const EVENTS = [
  /** A worker claimed it and is about to make the one paid call. */
  'sent',
  /** The provider answered with a task id. */
  'accepted',
  /** The provider, or a check just before the call, said no: nothing was started. */
  'refused',
  /** Not now (429, overload, connection never opened): nothing was started. */
  'deferred',
  /** The call may have arrived and no readable answer came, or the worker died between call and answer. */
  'answer_lost',
  /** The task was found in the provider's list by an identity that the provider echoes. */
  'adopted',
  /** Two complete listings 60 s apart, the first at least 120 s after sending, without the task. */
  'proven_absent',
  'person_sends_again',
  'person_gives_up',
  'provider_succeeded',
  'provider_failed',
  'provider_expired',
  'provider_cancelled',
  /** The provider does not know the task id any more (deleted there, or past its 7 days): contract.md §3.1. */
  'provider_forgot_task',
  'saved',
  /** The result's address died before the clip was saved. */
  'result_lost',
  'cancelled_before_sending',
  /** Work of our own, which no provider is asked for: see made-here.ts. */
  'started_here',
] as const
export type GenerationEvent = (typeof EVENTS)[number]

const TRANSITIONS: Record<GenerationState, Partial<Record<GenerationEvent, GenerationState>>> = {
  queued: { sent: 'submitting', cancelled_before_sending: 'cancelled', started_here: 'running' },
  submitting: { accepted: 'running', refused: 'failed', deferred: 'queued', answer_lost: 'uncertain' },
  uncertain: {
    adopted: 'running',
    proven_absent: 'queued',
    person_sends_again: 'queued',
    person_gives_up: 'failed',
  },
  running: {
    provider_succeeded: 'saving',
    provider_failed: 'failed',
    provider_expired: 'expired',
    provider_cancelled: 'cancelled',
    provider_forgot_task: 'failed',
  },
  saving: { saved: 'succeeded', result_lost: 'failed' },
  succeeded: {},
  failed: {},
  cancelled: {},
  expired: {},
}

/** Undefined: this event cannot happen in this state, and the caller must leave the row as it is. */
export function nextState(state: GenerationState, event: GenerationEvent): GenerationState | undefined {
  return TRANSITIONS[state][event]
}

/** No event leads out of a final state, and the worker never looks at it again. */
export function isFinal(state: GenerationState): boolean {
  return Object.keys(TRANSITIONS[state]).length === 0
}

export const ACTIONS = [
  'download',
  'use_last_frame',
  'make_final',
  'reuse',
  'retry',
  'cancel',
  'send_again',
  'give_up',
  'copy_error',
  'delete',
] as const
export type GenerationAction = (typeof ACTIONS)[number]

export type ActionSubject = Pick<Generation, 'state' | 'phase' | 'problem' | 'clip' | 'cancelRequested'> & {
  recipe?: Pick<Recipe, 'model' | 'settings'>
  provider?: string
}

/** Whether a recipe stands behind it that a provider can be asked for: false for what was imported or joined here. */
export function isRemakeable({ provider }: { provider?: string }): boolean {
  return !isOwnMaker(provider)
}

/**
 * What a person can do now, in the order of ACTIONS. `cancels` is whether the provider can cancel a task at all; before
 * anything is sent no provider is needed for it.
 */
export function allowedActions(
  generation: ActionSubject,
  provider: { cancels: boolean } = { cancels: true },
): GenerationAction[] {
  const { state, problem, clip, recipe } = generation
  const allowed: Record<GenerationAction, boolean> = {
    download: state === 'succeeded' && clip !== undefined,
    use_last_frame: state === 'succeeded' && clip?.lastFrameMediaId !== undefined,
    make_final: state === 'succeeded' && recipe !== undefined && isDraftRecipe(recipe),
    reuse: isRemakeable(generation),
    retry: canRetry(generation),
    cancel: !generation.cancelRequested && canStillCancel(generation, provider.cancels),
    send_again: state === 'uncertain',
    give_up: state === 'uncertain',
    copy_error: problem !== undefined,
    delete: isFinal(state),
  }
  return ACTIONS.filter((action) => allowed[action])
}

/** One short phrase for the state as it is now; the reason for an ending stands in `problem`. */
export function stateInWords(
  generation: Pick<Generation, 'state' | 'phase' | 'attempts' | 'cancelRequested'> & { provider?: string },
): Sentence {
  const { state, phase, attempts, cancelRequested, provider } = generation
  if (cancelRequested && !isFinal(state) && state !== 'saving') return { en: 'Cancelling', zh: '正在取消' }
  if (isOwnMaker(provider)) return OWN_STATE_WORDS[state] ?? STATE_WORDS[state]
  if (state === 'queued' && attempts > 0) return { en: 'Waiting to be sent again', zh: '等待重新发送' }
  if (state === 'running' && phase === 'queued') {
    return { en: 'In the provider’s queue', zh: '在服务商处排队' }
  }
  return STATE_WORDS[state]
}

const STATE_WORDS: Record<GenerationState, Sentence> = {
  queued: { en: 'Waiting for a free place', zh: '等待空位' },
  submitting: { en: 'Sending', zh: '正在发送' },
  uncertain: { en: 'Finding out whether it was taken', zh: '正在确认是否已被接受' },
  running: { en: 'Being made', zh: '正在生成' },
  saving: { en: 'Saving the clip', zh: '正在保存成片' },
  succeeded: { en: 'Ready', zh: '已完成' },
  failed: { en: 'Failed', zh: '失败' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
  expired: { en: 'Expired', zh: '已过期' },
}

/** Of what is joined here. */
const OWN_STATE_WORDS: Partial<Record<GenerationState, Sentence>> = {
  queued: { en: 'Waiting for its turn', zh: '等待处理' },
  running: { en: 'Being joined', zh: '正在合成' },
}

/** Retry makes a new generation of the same recipe; where only a changed recipe can help, `reuse` is the way. */
function canRetry({ state, problem, provider }: ActionSubject): boolean {
  if (isOwnMaker(provider)) return false
  if (state === 'cancelled' || state === 'expired') return true
  return state === 'failed' && (problem?.retryable ?? true)
}

/** Ark takes a cancellation only while the task waits in its queue (contract.md §3.1). */
function canStillCancel({ state, phase, provider }: ActionSubject, providerCancels: boolean): boolean {
  if (state === 'queued' || (state === 'running' && isOwnMaker(provider))) return true
  if (state === 'submitting') return providerCancels
  return state === 'running' && providerCancels && (phase === undefined || phase === 'queued')
}
