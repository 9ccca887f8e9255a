import 'server-only'
import type { Transaction } from 'kysely'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { allowedActions, type GenerationAction, isFinal } from '#lib/generation/lifecycle.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { type CreateServices, createGenerations } from './create-generation.ts'
import { ownProblem } from './generation-problem.ts'
import { changeIfIn, findGeneration, requestCancel } from './generation-store.ts'
import { requireRow, showOne } from './read-generations.ts'
import { showGeneration } from './show-generation.ts'
import { ending, transition } from './step.ts'

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
    const now = services.clock()
    if (current.state !== 'queued')
      return requestCancel(transaction, { id, states: [current.state], now, version })
    const problem = ownProblem('cancelled_before_sending')
    const patch = ending(current, 'cancelled_before_sending', problem, now)
    return changeIfIn(transaction, id, ['queued'], { ...patch, version, updated_at: now, due_at: null })
  })
  services.wake()
  return showOne(services, row)
}

/** The same recipe as the next take of the same shot: a row, a key and a price of its own. Throws what createGenerations throws. */
export async function retryGeneration(
  services: ActionServices,
  principal: Principal,
  id: string,
  { idempotencyKey }: { idempotencyKey: string },
): Promise<Generation> {
  const row = requireRow(await findGeneration(services.database.db, principal.teamId, id))
  const { recipe } = requireAction(services, row, 'retry')
  const { generations } = await createGenerations(services, principal, {
    idempotencyKey,
    projectId: row.project_id,
    shotId: row.shot_id,
    takes: 1,
    recipe,
  })
  return requireRow(generations[0])
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
        ? { ...ending(current, 'person_gives_up', ownProblem('given_up'), now), due_at: null }
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
    const current = requireRow(await findGeneration(transaction, principal.teamId, id))
    const changed = await decide(current, transaction, version)
    if (changed === undefined)
      throw new AppError('conflict', 'It has just moved on. Look at its state and press again.', {
        retryable: true,
      })
    return changed
  })
}

type AskedFor = Extract<GenerationAction, 'cancel' | 'retry' | 'send_again' | 'give_up' | 'delete'>

const REFUSALS: Record<AskedFor, string> = {
  cancel:
    'The provider has begun and cannot cancel it any more; it goes on and is charged. When it is finished it can be removed.',
  retry:
    'Only what was cancelled, expired or failed by chance can be retried as it is. Press Reuse to change the request first.',
  send_again: 'It is known by now what became of it. Look at its state.',
  give_up: 'It is known by now what became of it. Look at its state.',
  delete: 'It is still being worked on. Cancel it first, or wait for its end.',
}

/** What can be done now is one rule, the screen's and ours. */
function requireAction({ provider }: ActionServices, row: GenerationRow, action: AskedFor): Generation {
  const generation = showGeneration(row, { clip: undefined, lastFrame: undefined, projectName: '' })
  const cancels = provider.cancel !== undefined && provider.name === row.provider
  if (allowedActions(generation, { cancels }).includes(action)) return generation
  throw new AppError(
    'conflict',
    isFinal(row.state) && action === 'cancel' ? 'It has already ended.' : REFUSALS[action],
  )
}
