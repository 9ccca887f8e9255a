import 'server-only'
import type { Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import type { WebhookRow } from '#lib/server/database/webhook-tables.ts'

/** The SQL of `webhooks`. */

/** Newest first. */
export function listWebhooks(executor: Executor, teamId: string): Promise<WebhookRow[]> {
  return executor
    .selectFrom('webhooks')
    .selectAll()
    .where('team_id', '=', teamId)
    .orderBy('id', 'desc')
    .execute()
}

/** Of all teams. */
export function listWebhooksThatAreOn(executor: Executor): Promise<WebhookRow[]> {
  return executor.selectFrom('webhooks').selectAll().where('is_on', '=', 1).execute()
}

export function findWebhook(
  executor: Executor,
  { teamId, id }: { teamId: string; id: string },
): Promise<WebhookRow | undefined> {
  return executor
    .selectFrom('webhooks')
    .selectAll()
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .executeTakeFirst()
}

export async function insertWebhook(transaction: Transaction<Tables>, row: WebhookRow): Promise<void> {
  await transaction.insertInto('webhooks').values(row).execute()
}

export async function updateWebhook(
  transaction: Transaction<Tables>,
  id: string,
  patch: Partial<Omit<WebhookRow, 'id' | 'team_id' | 'created_at'>>,
): Promise<void> {
  await transaction.updateTable('webhooks').set(patch).where('id', '=', id).execute()
}

export async function deleteWebhook(transaction: Transaction<Tables>, id: string): Promise<void> {
  await transaction.deleteFrom('webhooks').where('id', '=', id).execute()
}
