import 'server-only'
import type { Transaction } from 'kysely'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { allowedActions, type GenerationAction, isFinal } from '#lib/generation/lifecycle.ts'
import type { Sentence } from '#lib/language/language.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { ownProblem } from './generation-problem.ts'
import { changeIfIn, findGeneration, requestCancel } from './generation-store.ts'
import { requireRow, showOne } from './read-generations.ts'
import { showGeneration } from './show-generation.ts'
import { digestOf } from './recipe.ts'
import { ending, transition } from './step.ts'
import { type CreateServices, writePress } from './write-press.ts'

/** What a person does with a generation that is there. All throw AppError `not_found`, and `conflict` where it can't be done now. */
export interface ActionServices extends CreateServices {
  provider: CreateServices['provider'] & Pick<VideoProvider, 'cancel'>
}

/**
 * Before it is sent: over at once, and nothing was started. Later it is a wish: the worker asks the provider, which takes it only while
 * the task waits in its queue. Asking twice changes nothing.
 */
export async function cancelGeneration(
  services: ActionServices,
  principal: Principal,
  id: string,
): Promise<Generation> {
  const row = await change(services, principal, id, async (current, transaction, version) => {
    if (current.cancel_requested === 1 && !isFinal(current.state)) return current
    requireAction(services, current, 'cancel')
    return cancelRow(services, transaction, current, version)
  })
  services.wake()
  return showOne(services, row)
}

/** What can be cancelled: over at once, or a wish. Undefined: the worker was faster. */
export async function cancelRow(
  { clock }: Pick<ActionServices, 'clock'>,
  transaction: Transaction<Tables>,
  row: GenerationRow,
  version: number,
): Promise<GenerationRow | undefined> {
  const { id, state } = row
  const now = clock()
  if (state !== 'queued') return requestCancel(transaction, { id, states: [state], now, version })
  const patch = ending(row, 'cancelled_before_sending', ownProblem('cancelled_before_sending'), now)
  return changeIfIn(transaction, id, ['queued'], { ...patch, version, updated_at: now, due_at: null })
}

/** The same recipe as the next take of the same shot: a row, a key and a price of its own. Throws what writePress throws. */
export async function retryGeneration(
  services: ActionServices,
  principal: Principal,
  id: string,
  { idempotencyKey }: { idempotencyKey: string },
): Promise<Generation> {
  const row = requireRow(await findGeneration(services.database.db, principal, id))
  const { recipe } = requireAction(services, row, 'retry')
  const { rows } = await writePress(services, principal, {
    key: idempotencyKey,
    digest: digestOf({ retry: id }),
    ...(row.batch_id === null ? {} : { batchId: row.batch_id }),
    items: [{ recipe, takes: 1, shotId: row.shot_id, stack: '', field: '', retryOf: id }],
  })
  return showOne(services, requireRow(rows[0]))
}

/** A person knows better than the list: the task is not there (send it again), or it no longer matters (give up). */
export async function resolveUncertain(
  services: ActionServices,
  principal: Principal,
  id: string,
  { decision }: { decision: 'send_again' | 'give_up' },
): Promise<Generation> {
  const row = await change(services, principal, id, async (current, transaction, version) => {
    requireAction(services, current, decision)
    const now = services.clock()
    const patch =
      decision === 'give_up'
        ? {
            ...ending(current, 'person_gives_up', ownProblem('given_up'), now),
            due_at: null,
            may_be_charged: 1,
          }
        : transition(current, 'person_sends_again', {
            problem: null,
            sent_at: null,
            absent_since: null,
            cancel_requested: 0,
            due_at: now,
          })
    return changeIfIn(transaction, id, ['uncertain'], { ...patch, version, updated_at: now })
  })
  services.wake()
  return showOne(services, row)
}

/** Into the bin; only what has ended. Its shot's numbers stay taken. */
export async function removeGeneration(
  services: ActionServices,
  principal: Principal,
  id: string,
): Promise<void> {
  await change(services, principal, id, async (current, transaction, version) => {
    requireAction(services, current, 'delete')
    const now = services.clock()
    await recordAudit(transaction, {
      teamId: current.team_id,
      actor: actorOf(principal),
      action: 'generation.removed',
      at: now,
      projectId: current.project_id,
      targetId: id,
    })
    return changeIfIn(transaction, id, [current.state], { deleted_at: now, version, updated_at: now })
  })
}

/** Reads, decides and writes in one transaction. `decide` answering undefined: the worker was faster. */
async function change(
  { database }: ActionServices,
  principal: Principal,
  id: string,
  decide: (
    row: GenerationRow,
    transaction: Transaction<Tables>,
    version: number,
  ) => Promise<GenerationRow | undefined>,
): Promise<GenerationRow> {
  return database.transaction(async (transaction) => {
    const version = await nextChange(transaction)
    const current = requireRow(await findGeneration(transaction, principal, id))
    const changed = await decide(current, transaction, version)
    if (changed === undefined)
      throw new AppError('conflict', JUST_MOVED_ON, {
        retryable: true,
      })
    return changed
  })
}

const JUST_MOVED_ON = {
  en: 'It has just moved on. Look at its state and press again.',
  zh: '它的状态刚刚有变。请看一下现在的状态再操作。',
}
const HAS_ENDED = { en: 'It has already ended.', zh: '它已经结束。' }
const KNOWN_BY_NOW = {
  en: 'It is known by now what became of it. Look at its state.',
  zh: '现在已经知道它的结果。请看一下它的状态。',
}

type AskedFor = Extract<GenerationAction, 'cancel' | 'retry' | 'send_again' | 'give_up' | 'delete'>

const REFUSALS: Record<AskedFor, Sentence> = {
  cancel: {
    en: 'The provider has begun and cannot cancel it any more; it goes on and is charged. When it is finished it can be removed.',
    zh: '服务商已经开始，无法再取消；它会继续进行并计费。完成后可以删除。',
  },
  retry: {
    en: 'Only what was cancelled, expired or failed by chance can be retried as it is. Press Reuse to change the request first.',
    zh: '只有已取消、已过期或偶然失败的才能原样重试。请点“复用”，先修改请求。',
  },
  send_again: KNOWN_BY_NOW,
  give_up: KNOWN_BY_NOW,
  delete: {
    en: 'It is still being worked on. Cancel it first, or wait for its end.',
    zh: '它还在进行中。请先取消，或等它结束。',
  },
}

/** What can be done now is one rule, the screen's and ours. Undefined: it can't. */
export function ifAllowed(
  { provider }: Pick<ActionServices, 'provider'>,
  row: GenerationRow,
  action: GenerationAction,
): Generation | undefined {
  const generation = showGeneration(row, { clip: undefined, lastFrame: undefined, projectName: '' })
  const cancels = provider.cancel !== undefined && provider.name === row.provider
  return allowedActions(generation, { cancels }).includes(action) ? generation : undefined
}

function requireAction(services: ActionServices, row: GenerationRow, action: AskedFor): Generation {
  const generation = ifAllowed(services, row, action)
  if (generation !== undefined) return generation
  throw new AppError('conflict', isFinal(row.state) && action === 'cancel' ? HAS_ENDED : REFUSALS[action])
}
