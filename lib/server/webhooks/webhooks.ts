import 'server-only'
import type { Transaction } from 'kysely'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { AuditAction } from '#lib/api/audit.ts'
import {
  MAX_WEBHOOKS,
  type NewWebhook,
  type Webhook,
  WEBHOOK_EVENTS,
  type WebhookChange,
  type WebhookList,
  type WebhookWish,
} from '#lib/api/webhooks.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import type { WebhookRow } from '#lib/server/database/webhook-tables.ts'
import { newId } from '#lib/server/ids.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import { insertDeliveries, moveDeliveries, removeDeliveriesOf } from './delivery-store.ts'
import { newDelivery } from './follow-changes.ts'
import { type PostRules, refusedAddress } from './post-webhook.ts'
import { newSalt, printSecret, type WebhookSecrets } from './webhook-secrets.ts'
import { deleteWebhook, findWebhook, insertWebhook, listWebhooks, updateWebhook } from './webhook-store.ts'

export interface WebhookServices {
  database: Database
  clock: Clock
  webhookSecrets: WebhookSecrets
  postRules: PostRules
  wake(): void
}

/** The team's, newest first. */
export async function readWebhooks(
  { database }: WebhookServices,
  { teamId }: Principal,
): Promise<WebhookList> {
  return { webhooks: (await listWebhooks(database.db, teamId)).map(showWebhook) }
}

/**
 * A new one, switched on. Its secret is in the answer and nowhere else. Throws AppError `unprocessable` for an address that leads inside,
 * `not_found` for a project out of sight, `conflict` where the team has 20 already.
 */
export async function createWebhook(
  services: WebhookServices,
  principal: Principal,
  wish: WebhookWish,
): Promise<NewWebhook> {
  await requireAddress(services, wish.url)
  const now = services.clock()
  const row = await services.database.transaction(async (transaction) => {
    if (wish.projectId !== undefined) await requireProjectId(transaction, principal, wish.projectId)
    if ((await listWebhooks(transaction, principal.teamId)).length >= MAX_WEBHOOKS) throw tooMany()
    const made: WebhookRow = {
      id: newId('whk', now),
      team_id: principal.teamId,
      author_id: principal.userId,
      ...columnsOf(wish),
      salt: newSalt(),
      is_on: 1,
      since: now,
      created_at: now,
      updated_at: now,
    }
    await insertWebhook(transaction, made)
    await audit(transaction, principal, 'webhook.created', made, now)
    return made
  })
  return { webhook: showWebhook(row), secret: secretOf(services, row) }
}

/**
 * The whole of it anew. Whoever switches it on becomes its keeper, and it tells what happens from then on. Throws as createWebhook does.
 */
export async function changeWebhook(
  services: WebhookServices,
  principal: Principal,
  id: string,
  wish: WebhookChange,
): Promise<Webhook> {
  await requireAddress(services, wish.url)
  const now = services.clock()
  return services.database.transaction(async (transaction) => {
    const before = await requireWebhook(transaction, principal, id)
    if (wish.projectId !== undefined) await requireProjectId(transaction, principal, wish.projectId)
    const isSwitchedOn = wish.isOn && before.is_on === 0
    const patch = {
      ...columnsOf(wish),
      is_on: wish.isOn ? 1 : 0,
      updated_at: now,
      ...(isSwitchedOn && { author_id: principal.userId, since: now }),
    }
    await updateWebhook(transaction, id, patch)
    await moveDeliveries(transaction, id, new URL(wish.url).host)
    const after = { ...before, ...patch }
    await audit(transaction, principal, 'webhook.changed', after, now)
    return showWebhook(after)
  })
}

/** Another secret, from now on; the one before signs nothing any more. Throws AppError `not_found`. */
export async function renewWebhookSecret(
  services: WebhookServices,
  principal: Principal,
  id: string,
): Promise<NewWebhook> {
  const now = services.clock()
  return services.database.transaction(async (transaction) => {
    const before = await requireWebhook(transaction, principal, id)
    const patch = { salt: newSalt(), updated_at: now }
    await updateWebhook(transaction, id, patch)
    const after = { ...before, ...patch }
    await audit(transaction, principal, 'webhook.changed', after, now, { newSecret: true })
    return { webhook: showWebhook(after), secret: secretOf(services, after) }
  })
}

/** With everything that waits to be sent, and its history. Throws AppError `not_found`. */
export async function removeWebhook(
  { database, clock }: WebhookServices,
  principal: Principal,
  id: string,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const row = await requireWebhook(transaction, principal, id)
    await removeDeliveriesOf(transaction, id)
    await deleteWebhook(transaction, id)
    await audit(transaction, principal, 'webhook.removed', row, clock())
  })
}

/** Sends a `webhook.test`, once; how it went is in the history. Throws AppError `not_found`. */
export async function testWebhook(
  { database, clock, wake }: WebhookServices,
  principal: Principal,
  id: string,
): Promise<void> {
  const { team_id, url } = await requireWebhook(database.db, principal, id)
  const delivery = newDelivery({ team_id, kind: 'webhook', hook_id: id, url, now: clock() })
  await insertDeliveries(database.db, [delivery])
  wake()
}

export async function requireWebhook(
  executor: Database['db'],
  { teamId }: Principal,
  id: string,
): Promise<WebhookRow> {
  const row = await findWebhook(executor, { teamId, id })
  if (row) return row
  throw new AppError('not_found', {
    en: 'This webhook does not exist, or was removed.',
    zh: '这个 Webhook 不存在，或已被删除。',
  })
}

async function requireAddress({ postRules }: WebhookServices, url: string): Promise<void> {
  const message = await refusedAddress(postRules, url)
  if (message === undefined) return
  throw new AppError('unprocessable', message, { problems: [{ field: 'url', code: 'unreachable', message }] })
}

function columnsOf({ name, url, events, projectId }: WebhookWish) {
  return {
    name,
    url: new URL(url).href,
    events: WEBHOOK_EVENTS.filter((event) => events.includes(event)).join(' '),
    project_id: projectId ?? null,
  }
}

function secretOf({ webhookSecrets }: WebhookServices, { salt }: WebhookRow): string {
  return printSecret(webhookSecrets.ofWebhook(salt))
}

/** An address may hold a secret of the receiver's: the audit names its host alone. */
function audit(
  transaction: Transaction<Tables>,
  principal: Principal,
  action: AuditAction,
  { id, name, url, events, is_on, project_id }: WebhookRow,
  at: number,
  details: Record<string, boolean> = {},
): Promise<void> {
  return recordAudit(transaction, {
    teamId: principal.teamId,
    actor: actorOf(principal),
    action,
    at,
    projectId: project_id ?? undefined,
    targetId: id,
    details: { name, host: new URL(url).host, events, isOn: is_on === 1, ...details },
  })
}

function showWebhook(row: WebhookRow): Webhook {
  const events = row.events.split(' ')
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: WEBHOOK_EVENTS.filter((event) => events.includes(event)),
    ...(row.project_id !== null && { projectId: row.project_id }),
    isOn: row.is_on === 1,
    authorId: row.author_id,
    createdAt: row.created_at,
  }
}

function tooMany(): AppError {
  return new AppError('conflict', {
    en: `The team has ${MAX_WEBHOOKS} webhooks. Remove one that is not used any more.`,
    zh: `团队已有 ${MAX_WEBHOOKS} 个 Webhook。请先删除不再使用的。`,
  })
}
