import 'server-only'
import type { Transaction } from 'kysely'
import type { BudgetScope } from '#lib/generation/budget.ts'
import type { BudgetLimitRow, BudgetRequestRow } from '#lib/server/database/budget-tables.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'

/** The SQL of `budget_limits` and `budget_requests`. */

export function listLimits(executor: Executor, teamId: string): Promise<BudgetLimitRow[]> {
  return executor
    .selectFrom('budget_limits')
    .selectAll()
    .where('team_id', '=', teamId)
    .orderBy('id')
    .execute()
}

export interface LimitOf {
  teamId: string
  scope: BudgetScope
  subjectId: string
}

export async function putLimit(transaction: Transaction<Tables>, row: BudgetLimitRow): Promise<void> {
  const { id: _, ...change } = row
  await transaction
    .insertInto('budget_limits')
    .values(row)
    .onConflict((conflict) => conflict.columns(['team_id', 'scope', 'subject_id']).doUpdateSet(change))
    .execute()
}

/** Whether there was one. */
export async function removeLimit(transaction: Transaction<Tables>, of: LimitOf): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('budget_limits')
    .where('team_id', '=', of.teamId)
    .where('scope', '=', of.scope)
    .where('subject_id', '=', of.subjectId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Nothing where the key has a request already. */
export async function insertRequest(
  transaction: Transaction<Tables>,
  row: BudgetRequestRow,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await transaction
    .insertInto('budget_requests')
    .values(row)
    .onConflict((conflict) => conflict.columns(['team_id', 'idempotency_key']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

export function findRequest(
  executor: Executor,
  teamId: string,
  by: { id: string } | { key: string },
): Promise<BudgetRequestRow | undefined> {
  return executor
    .selectFrom('budget_requests')
    .selectAll()
    .where('team_id', '=', teamId)
    .$if('id' in by, (query) => query.where('id', '=', 'id' in by ? by.id : ''))
    .$if('key' in by, (query) => query.where('idempotency_key', '=', 'key' in by ? by.key : ''))
    .executeTakeFirst()
}

/** Those that wait, the oldest first. Without `authorId` everybody's. */
export function listWaiting(
  executor: Executor,
  { teamId, authorId, limit }: { teamId: string; authorId?: string | undefined; limit: number },
): Promise<BudgetRequestRow[]> {
  return executor
    .selectFrom('budget_requests')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('state', '=', 'waiting')
    .$if(authorId !== undefined, (query) => query.where('author_id', '=', authorId ?? ''))
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Undefined: it does not wait any more. */
export function endRequest(
  transaction: Transaction<Tables>,
  by: { teamId: string; key: string },
  end: { state: 'approved' | 'declined' | 'made'; at: number; decidedBy: string | null },
): Promise<BudgetRequestRow | undefined> {
  return transaction
    .updateTable('budget_requests')
    .set({ state: end.state, decided_at: end.at, decided_by: end.decidedBy })
    .where('team_id', '=', by.teamId)
    .where('idempotency_key', '=', by.key)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst()
}
