import 'server-only'
import type { Sentence } from '#lib/language/language.ts'
import { providersWords } from '#lib/seedance/error-codes.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import { isUniqueViolation } from '#lib/server/database/database.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { ProviderError, type SubmitAnswer } from '#lib/server/providers/video-provider.ts'
import { ASK_A_PERSON, ownProblem, problemOfProvider } from './generation-problem.ts'
import { freePlaces } from './free-places.ts'
import { countInFlight, recordLateAnswer, writeHeld } from './generation-lease-store.ts'
import type { GenerationPatch } from './generation-store.ts'
import { readRecipe } from './recipe.ts'
import { requestToSend } from './recipe-request.ts'
import { retryDelay, SEND_PACE, SETTLE_PACE } from './retry-delay.ts'
import { ending, type Outcome, type StepContext, transition, writeOutcomes } from './step.ts'
import { phaseOf } from './task-outcome.ts'

/** A claimed generation that is written down as being sent: from here on its answer can be lost. */
export interface Sending {
  row: GenerationRow
  request: CanonicalRequest
  sentAt: number
}

/**
 * Everything before the paid call. Addresses are made first, so that the time in which a crash leaves doubt is as short as the call
 * itself. Undefined: it is not to be sent now, and what to do instead is written.
 */
export async function prepareSending(
  context: StepContext,
  row: GenerationRow,
  owner: string,
): Promise<Sending | undefined> {
  const now = context.clock()
  if (row.cancel_requested === 1) {
    const change = ending(row, 'cancelled_before_sending', ownProblem('cancelled_before_sending'), now)
    await writeOutcomes(context, owner, [{ row, change, dueAt: null }])
    return undefined
  }
  const built = await requestToSend(context, row, readRecipe(row.recipe)).catch((cause: unknown) => {
    context.log('error', 'a request could not be made ready', { generation: row.id, cause: String(cause) })
  })
  if (built === undefined) {
    await writeOutcomes(context, owner, [unready(context, row)])
    return undefined
  }
  if (!built.ok) {
    // The lifecycle knows a refusal only for what is being sent: the two changes are one.
    const sent = { ...row, state: 'submitting' as const }
    const change = ending(sent, 'refused', built.problem, context.clock())
    await writeOutcomes(context, owner, [{ row, change, dueAt: null }])
    return undefined
  }
  const sending = await markSending(context, row, owner)
  if (sending === undefined) await writeOutcomes(context, owner, [{ row, dueAt: context.clock() }])
  return (
    sending && {
      row: sending,
      request: withHint(context, built.request, row.id),
      sentAt: sending.sent_at ?? now,
    }
  )
}

/** Where the provider takes an address to call back, it is told one of this generation's own. */
function withHint(
  { provider, hintAddress }: StepContext,
  request: CanonicalRequest,
  generationId: string,
): CanonicalRequest {
  if (provider.takesCallback === undefined || hintAddress === undefined) return request
  return { ...request, callbackUrl: hintAddress(generationId) }
}

/** Our own trouble (storage, mostly) comes and goes: it is tried for about an hour. */
const MOST_PREPARATIONS = 30

const GOES_ON = {
  en: 'Nothing was started and nothing is charged. It is tried again by itself; the log of the server says more.',
  zh: '没有开始任何任务，也不计费。会自动重试；详情见服务器日志。',
}

function unready({ clock, random }: StepContext, row: GenerationRow): Outcome {
  const now = clock()
  if (row.attempts >= MOST_PREPARATIONS) {
    const change = ending({ ...row, state: 'submitting' }, 'refused', ownProblem('internal'), now)
    return { row, change, dueAt: null }
  }
  const problem = ownProblem('internal', { advice: GOES_ON })
  return { row, change: { problem }, dueAt: now + retryDelay(row.attempts, SEND_PACE, random) }
}

/** Commits `submitting` with the moment of sending, if the provider has room; the change counter's lock makes the count exact. */
async function markSending(
  { database, clock, provider, ...limits }: StepContext,
  row: GenerationRow,
  owner: string,
): Promise<GenerationRow | undefined> {
  return database.transaction(async (transaction) => {
    const version = await nextChange(transaction)
    const { count, fullModels } = freePlaces(limits, await countInFlight(transaction, provider.name))
    if (count === 0 || fullModels.includes(row.model)) return undefined
    const now = clock()
    const patch = transition(row, 'sent', { sent_at: now, problem: null, absent_since: null })
    return writeHeld(
      transaction,
      { id: row.id, owner, state: 'queued' },
      { ...patch, version, updated_at: now },
    )
  })
}

/** The one paid call, and its outcome. Returns ms for which the provider wants to be left alone, 0 for none. */
export async function send(context: StepContext, sending: Sending, owner: string): Promise<number> {
  const answer = await context.provider.submit({ request: sending.request }).catch((cause: unknown) => cause)
  const outcome = outcomeOfAnswer(context, sending, answer)
  try {
    await writeAnswer(context, sending, owner, outcome)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // The provider named a task that another generation owns already: whose it is must be found out.
    await writeAnswer(
      context,
      sending,
      owner,
      lost(
        context,
        sending.row,
        new ProviderError('lost', {
          en: 'It named a task of another generation.',
          zh: '它给出的任务属于另一条生成记录。',
        }),
      ),
    )
  }
  const isDeferred = outcome.change?.state === 'queued' && outcome.dueAt !== null
  return isDeferred ? Math.max(0, (outcome.dueAt ?? 0) - context.clock()) : 0
}

async function writeAnswer(
  context: StepContext,
  sending: Sending,
  owner: string,
  outcome: Outcome,
): Promise<void> {
  const unwritten = await writeOutcomes(context, owner, [outcome])
  if (unwritten.length === 0 || outcome.change?.provider_task_id === undefined) return
  const { database, clock, log } = context
  const isKept = await database.transaction(async (transaction) => {
    const version = await nextChange(transaction)
    const patch = { ...outcome.change, version, updated_at: clock(), due_at: outcome.dueAt }
    return recordLateAnswer(transaction, { id: sending.row.id, sentAt: sending.sentAt }, patch)
  })
  log('warn', isKept ? 'late answer recorded' : 'answer came after its generation was settled', {
    generation: sending.row.id,
  })
}

function outcomeOfAnswer(context: StepContext, { row }: Sending, answer: unknown): Outcome {
  const now = context.clock()
  if (isAnswer(answer)) return accepted(row, answer, now)
  const error = answer instanceof ProviderError ? answer : undefined
  switch (error?.kind) {
    case 'refused':
    case 'not_found':
      return { row, change: ending(row, 'refused', problemOfProvider(error), now), dueAt: null }
    case 'deferred':
    case 'unreachable': {
      const own = retryDelay(row.attempts, SEND_PACE, context.random)
      const problem =
        error.kind === 'deferred' ? problemOfProvider(error) : ownProblem('provider_unreachable')
      return { row, change: deferred(row, problem), dueAt: now + (error.retryAfterMs || own) }
    }
    case 'lost':
    case 'unavailable':
    case undefined:
      if (error === undefined)
        context.log('error', 'sending failed', { generation: row.id, cause: String(answer) })
      return lost(context, row, error)
  }
}

function isAnswer(answer: unknown): answer is SubmitAnswer {
  return typeof answer === 'object' && answer !== null && 'taskId' in answer && !(answer instanceof Error)
}

function accepted(row: GenerationRow, { taskId, task }: SubmitAnswer, now: number): Outcome {
  const change = transition(row, 'accepted', {
    provider_task_id: taskId,
    submitted_at: now,
    phase: task === undefined ? 'queued' : phaseOf(task),
    progress: null,
    problem: null,
  })
  const isOver = task !== undefined && !['queued', 'running', 'unrecognised'].includes(task.status)
  // The first look comes early: some gateways answer from a cache within the second.
  return { row, change, dueAt: isOver ? now : now + 1000 }
}

function deferred(row: GenerationRow, problem: string): GenerationPatch {
  return transition(row, 'deferred', { problem, sent_at: null })
}

/** The answer is lost: look through the provider's list, or, where that can't tell, wait for a person. */
export function lost(
  { provider, clock, random }: StepContext,
  row: GenerationRow,
  error?: ProviderError,
): Outcome {
  const canLook = provider.find !== undefined && row.identity !== ''
  const problem = ownProblem('send_unconfirmed', {
    ...(error && { detail: detailOf(error), providerCode: error.code }),
    ...(!canLook && { advice: ASK_A_PERSON }),
  })
  return {
    row,
    change: transition(row, 'answer_lost', { problem }),
    dueAt: canLook ? clock() + retryDelay(1, SETTLE_PACE, random) : null,
  }
}

/** Without a code it is our own adapter that speaks. */
function detailOf({ code, message, said }: ProviderError): Sentence {
  return code === '' ? said : providersWords(`${code}: ${message}`)
}
