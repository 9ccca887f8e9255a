import 'server-only'
import type { Transaction } from 'kysely'
import { isOwnMaker } from '#lib/generation/made-here.ts'
import type { TaskStatus } from '#lib/seedance/task.ts'
import { DAYS_OF_DELIVERIES, type WebhookEvent } from '#lib/api/webhooks.ts'
import { type Clock, DAY_MS } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import type {
  GenerationCallbackRow,
  WebhookDeliveryRow,
  WebhookRow,
} from '#lib/server/database/webhook-tables.ts'
import { statusOf } from '#lib/server/endpoint/print-task.ts'
import { listChangedOfAll } from '#lib/server/generations/generation-store.ts'
import { newId } from '#lib/server/ids.ts'
import { findCallbacks } from './callback-store.ts'
import { insertDeliveries, keepDeliveryProgress, lockDeliveryProgress } from './delivery-store.ts'
import { listWebhooksThatAreOn } from './webhook-store.ts'

/** Rows of one transaction: about 20 ms on SQLite, which has one connection for everybody. */
const ROWS_AT_ONCE = 200

/** What is older is no news. Less than deliveries are kept, so that none is forgotten whose generation could still be told of again. */
const NEWS_MS = (DAYS_OF_DELIVERIES - 1) * DAY_MS

export const EVENT_OF_STATUS: Partial<Record<string, WebhookEvent>> = {
  queued: 'video.queued',
  running: 'video.in_progress',
  succeeded: 'video.completed',
  failed: 'video.failed',
  cancelled: 'video.failed',
  expired: 'video.failed',
}

/**
 * Writes down who is to be told what, for every generation that changed since the last time, in the transaction that says how far the
 * changes were followed: a process that is killed at any moment leaves the rest to the next one. They follow the change counter, whose
 * numbers appear in the order of commits, so nothing is stepped over, whoever wrote it.
 */
export async function followChanges(database: Database, clock: Clock): Promise<void> {
  while (await database.transaction((transaction) => follow(transaction, clock())));
}

/** Whether there may be more. */
async function follow(transaction: Transaction<Tables>, now: number): Promise<boolean> {
  const progress = await lockDeliveryProgress(transaction)
  const rows = await listChangedOfAll(transaction, progress, ROWS_AT_ONCE)
  const last = rows.at(-1)
  if (last === undefined) return false
  const told = rows.filter(
    (row) => row.deleted_at === null && !isOwnMaker(row.provider) && reachedAt(row) > now - NEWS_MS,
  )
  const callbacks = new Map(
    (
      await findCallbacks(
        transaction,
        told.map(({ id }) => id),
      )
    ).map((callback) => [callback.generation_id, callback]),
  )
  const hooks = told.length === 0 ? [] : await listWebhooksThatAreOn(transaction)
  await insertDeliveries(
    transaction,
    told.flatMap((row) => {
      const callback = callbacks.get(row.id)
      return [
        ...(callback ? [toCallback(row, callback, now)] : []),
        ...hooks.filter((hook) => concerns(hook, row)).map((hook) => toWebhook(row, hook, now)),
      ]
    }),
  )
  await keepDeliveryProgress(transaction, { version: last.version, generation_id: last.id })
  return rows.length === ROWS_AT_ONCE
}

function concerns({ team_id, project_id, events, since }: WebhookRow, row: GenerationRow): boolean {
  const event = EVENT_OF_STATUS[statusOf(row)]
  return (
    team_id === row.team_id &&
    (project_id === null || project_id === row.project_id) &&
    event !== undefined &&
    events.split(' ').includes(event) &&
    reachedAt(row) >= since
  )
}

/** When it came to where it stands. */
function reachedAt(row: GenerationRow): number {
  const status: TaskStatus = statusOf(row)
  if (status === 'queued') return row.created_at
  if (status === 'running') return row.started_at ?? row.submitted_at ?? row.created_at
  return row.finished_at ?? row.updated_at
}

function toCallback(row: GenerationRow, callback: GenerationCallbackRow, now: number): WebhookDeliveryRow {
  const { token_id: hook_id, url } = callback
  return newDelivery({ team_id: row.team_id, kind: 'callback', hook_id, url, row, now })
}

function toWebhook(row: GenerationRow, { id: hook_id, url }: WebhookRow, now: number): WebhookDeliveryRow {
  return newDelivery({ team_id: row.team_id, kind: 'webhook', hook_id, url, row, now })
}

interface NewDelivery extends Pick<WebhookDeliveryRow, 'team_id' | 'kind' | 'hook_id'> {
  url: string
  /** Absent for a test. */
  row?: GenerationRow
  now: number
}

/** Due at once. */
export function newDelivery({ team_id, kind, hook_id, url, row, now }: NewDelivery): WebhookDeliveryRow {
  const id = newId('dlv', now)
  return {
    id,
    team_id,
    kind,
    hook_id,
    generation_id: row?.id ?? id,
    status: row === undefined ? 'test' : statusOf(row),
    host: new URL(url).host,
    state: 'waiting',
    attempts: 0,
    created_at: now,
    due_at: now,
    lease_owner: null,
    lease_until: null,
    last_at: null,
    last_status: null,
    last_ms: null,
    last_error: null,
    last_answer: null,
  }
}
