import 'server-only'
import { type RawBuilder, sql, type SqlBool, type Transaction } from 'kysely'
import type { BeforeMark } from '#lib/server/database/before-mark.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import type { WebhookDeliveryRow, WebhookTables } from '#lib/server/database/webhook-tables.ts'

/** The SQL of `webhook_deliveries` and `webhook_progress`. A claim is a lease; only its holder writes what came of it. */

type DeliveryProgress = Omit<WebhookTables['webhook_progress'], 'id'>

/** Until the transaction ends nobody else follows the changes. */
export function lockDeliveryProgress(transaction: Transaction<Tables>): Promise<DeliveryProgress> {
  return transaction
    .updateTable('webhook_progress')
    .set((expression) => ({ version: expression.ref('version') }))
    .where('id', '=', 1)
    .returning(['version', 'generation_id'])
    .executeTakeFirstOrThrow()
}

export async function keepDeliveryProgress(
  transaction: Transaction<Tables>,
  progress: DeliveryProgress,
): Promise<void> {
  await transaction.updateTable('webhook_progress').set(progress).where('id', '=', 1).execute()
}

/** 18 values each: far below what SQLite takes in one statement (32,766). */
const ROWS_AT_ONCE = 200

/** What one hook was told of one generation's status before is not told again. */
export async function insertDeliveries(
  executor: Executor,
  rows: readonly WebhookDeliveryRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
    await executor
      .insertInto('webhook_deliveries')
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.columns(['hook_id', 'generation_id', 'status']).doNothing())
      .execute()
}

/** What is being sent, and where there is no place for more. */
export interface Taken {
  hosts: readonly string[]
  /** So that one hook hears a generation's news one after the other. */
  news: readonly Pick<WebhookDeliveryRow, 'hook_id' | 'generation_id'>[]
}

/** When the next one is due that could be sent then; undefined: none is. */
export async function nextDelivery(executor: Executor, taken: Taken): Promise<number | undefined> {
  const row = await executor
    .selectFrom('webhook_deliveries')
    .select('due_at')
    .where('due_at', 'is not', null)
    .where(isFree(taken))
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at ?? undefined
}

/**
 * Takes the one that is due for longest, counts the attempt, and makes it due again when the lease runs out: a holder that dies loses
 * nothing. On PostgreSQL rows that another claim holds are skipped.
 */
export function claimDelivery(
  database: Database,
  claim: { now: number; taken: Taken; lease: { owner: string; until: number } },
): Promise<WebhookDeliveryRow | undefined> {
  const { now, taken, lease } = claim
  return database.db
    .with('picked', (db) =>
      db
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('due_at', '<=', now)
        .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
        .where(isFree(taken))
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .$if(database.dialect === 'postgres', (query) => query.forUpdate().skipLocked()),
    )
    .updateTable('webhook_deliveries')
    .set((expression) => ({
      lease_owner: lease.owner,
      lease_until: lease.until,
      due_at: lease.until,
      attempts: expression('attempts', '+', 1),
    }))
    .where('id', 'in', (expression) => expression.selectFrom('picked').select('picked.id'))
    .returningAll()
    .executeTakeFirst()
}

function isFree({ hosts, news }: Taken): RawBuilder<SqlBool> {
  const taken = news.map(({ hook_id, generation_id }) => `${hook_id} ${generation_id}`)
  const isHostFree = hosts.length === 0 ? EVERYTHING : sql`host not in (${sql.join([...hosts])})`
  const areNewsFree =
    taken.length === 0 ? EVERYTHING : sql`hook_id || ' ' || generation_id not in (${sql.join(taken)})`
  return sql<SqlBool>`${isHostFree} and ${areNewsFree}`
}

const EVERYTHING = sql`1 = 1`

export type DeliveryOutcome = Pick<WebhookDeliveryRow, 'state' | 'due_at'> &
  Partial<Pick<WebhookDeliveryRow, 'last_at' | 'last_status' | 'last_ms' | 'last_error' | 'last_answer'>>

/** The holder's last write; nothing where the lease was lost. */
export async function writeDelivery(
  executor: Executor,
  held: { id: string; owner: string },
  outcome: DeliveryOutcome,
): Promise<void> {
  await executor
    .updateTable('webhook_deliveries')
    .set({ ...outcome, lease_owner: null, lease_until: null })
    .where('id', '=', held.id)
    .where('lease_owner', '=', held.owner)
    .execute()
}

export interface DeliveryPage {
  teamId: string
  /** Of this webhook or token; absent: of every callback. */
  hookId?: string | undefined
  before?: BeforeMark | undefined
  limit: number
}

/** Newest first. */
export function listDeliveries(executor: Executor, page: DeliveryPage): Promise<WebhookDeliveryRow[]> {
  const { teamId, hookId, before, limit } = page
  return executor
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('team_id', '=', teamId)
    .$if(hookId !== undefined, (query) => query.where('hook_id', '=', hookId ?? ''))
    .$if(hookId === undefined, (query) => query.where('kind', '=', 'callback'))
    .$if(before !== undefined, (query) =>
      query.where(sql<SqlBool>`(created_at, id) < (${before?.createdAt ?? 0}, ${before?.id ?? ''})`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Due now, with all its attempts before it; undefined where there is none of the team's. One that is being sent goes on. */
export function sendDeliveryAgain(
  executor: Executor,
  { teamId, id, now }: { teamId: string; id: string; now: number },
): Promise<WebhookDeliveryRow | undefined> {
  return executor
    .updateTable('webhook_deliveries')
    .set((expression) => ({
      state: 'waiting' as const,
      attempts: 0,
      due_at: expression
        .case()
        .when('lease_owner', 'is', null)
        .then(sql<number | null>`cast(${now} as bigint)`)
        .else(expression.ref('due_at'))
        .end(),
    }))
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .returningAll()
    .executeTakeFirst()
}

export async function removeDeliveriesOf(transaction: Transaction<Tables>, hookId: string): Promise<void> {
  await transaction.deleteFrom('webhook_deliveries').where('hook_id', '=', hookId).execute()
}

/** What waits goes where the webhook leads now. */
export async function moveDeliveries(
  transaction: Transaction<Tables>,
  hookId: string,
  host: string,
): Promise<void> {
  await transaction
    .updateTable('webhook_deliveries')
    .set({ host })
    .where('hook_id', '=', hookId)
    .where('due_at', 'is not', null)
    .execute()
}

export async function removeDeliveriesBefore(executor: Executor, before: number): Promise<void> {
  await executor.deleteFrom('webhook_deliveries').where('created_at', '<', before).execute()
}
