import 'server-only'
import type { Transaction } from 'kysely'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { toRetry } from '#lib/generation/batch.ts'
import type { Generation } from '#lib/generation/generation.ts'
import type { Approval } from '#lib/server/budgets/keep-request.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import { findBatch } from './batch-store.ts'
import { type ActionServices, cancelRow, ifAllowed } from './generation-actions.ts'
import { listBatch } from './generation-store.ts'
import { showGenerations } from './read-generations.ts'
import { digestOf, readRecipe } from './recipe.ts'
import { showGeneration } from './show-generation.ts'
import { type CheckedItem, writePress } from './write-press.ts'

/** What a person does with everything that one press made. All throw AppError `not_found`, also for one out of sight. */

/** Cancels what can still be cancelled, in one transaction; the rest goes on. Answers what was cancelled or is being cancelled. */
export async function cancelBatch(
  services: ActionServices,
  principal: Principal,
  id: string,
): Promise<Generation[]> {
  const cancelled = await services.database.transaction(async (transaction) => {
    const version = await nextChange(transaction)
    const rows: GenerationRow[] = []
    for (const row of await rowsOf(transaction, principal, id)) {
      if (ifAllowed(services, row, 'cancel') === undefined) continue
      const changed = await cancelRow(services, transaction, row, version)
      if (changed !== undefined) rows.push(changed)
    }
    return rows
  })
  services.wake()
  return showGenerations(services, cancelled)
}

/**
 * Makes everything again that failed, may be retried and was not retried yet, as the next takes of its shots. Two presses at once, with one
 * key or with two, make one set: the second finds nothing left. Throws `conflict` then, and what writePress throws.
 */
export async function retryBatch(
  services: ActionServices,
  principal: Principal,
  id: string,
  { idempotencyKey, approval }: { idempotencyKey: string; approval?: Approval },
): Promise<{ generations: Generation[]; isRepeat: boolean }> {
  const rows = await rowsOf(services.database.db, principal, id)
  const { rows: made, isRepeat } = await writePress(services, principal, {
    key: idempotencyKey,
    digest: digestOf({ retryBatch: id }),
    batchId: id,
    retriesBatch: id,
    ...(approval && { approval }),
    items: failedOf(rows).map((row) => ({
      recipe: readRecipe(row.recipe),
      takes: 1,
      shotId: row.shot_id,
      stack: '',
      field: '',
      retryOf: row.id,
    })),
    narrow: (transaction, items) => stillFailed(transaction, principal, id, items),
  })
  return { generations: await showGenerations(services, made), isRepeat }
}

async function stillFailed(
  transaction: Transaction<Tables>,
  principal: Principal,
  id: string,
  items: readonly CheckedItem[],
): Promise<CheckedItem[]> {
  const failed = new Set(failedOf(await rowsOf(transaction, principal, id)).map((row) => row.id))
  const left = items.filter(({ retryOf = '' }) => failed.has(retryOf))
  if (left.length === 0)
    throw new AppError('conflict', {
      en: 'Nothing of it can be retried, or it was retried already.',
      zh: '其中没有可以重试的，或者已经重试过。',
    })
  return left
}

async function rowsOf(executor: Executor, principal: Principal, id: string): Promise<GenerationRow[]> {
  if ((await findBatch(executor, principal, id)) === undefined)
    throw new AppError('not_found', { en: 'This batch does not exist.', zh: '这一批不存在。' })
  return listBatch(executor, principal, id)
}

/** The screen counts them by the same rule. */
function failedOf(rows: readonly GenerationRow[]): GenerationRow[] {
  const shown = rows.map((row) =>
    showGeneration(row, { clip: undefined, lastFrame: undefined, projectName: '' }),
  )
  const ids = new Set(toRetry(shown).map(({ id }) => id))
  return rows.filter(({ id }) => ids.has(id))
}
