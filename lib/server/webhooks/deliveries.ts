import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import {
  type CallbackSecret,
  DELIVERY_PROBLEMS,
  type DeliveriesQuery,
  type Delivery,
  type DeliveryList,
} from '#lib/api/webhooks.ts'
import { readBefore, writeBefore } from '#lib/server/database/before-mark.ts'
import type { WebhookDeliveryRow } from '#lib/server/database/webhook-tables.ts'
import { findTokenById } from '#lib/server/tokens/token-store.ts'
import { listDeliveries, sendDeliveryAgain } from './delivery-store.ts'
import { eventName } from './message.ts'
import { printSecret } from './webhook-secrets.ts'
import type { WebhookServices } from './webhooks.ts'

const PER_PAGE = 25

/** What was told, newest first. Throws AppError `invalid_request` for a `before` that we never gave. */
export async function readDeliveries(
  { database }: Pick<WebhookServices, 'database'>,
  { teamId }: Principal,
  { hook, before }: DeliveriesQuery,
): Promise<DeliveryList> {
  const rows = await listDeliveries(database.db, {
    teamId,
    hookId: hook,
    ...(before !== undefined && { before: readBefore(before, 'dlv') }),
    limit: PER_PAGE + 1,
  })
  const shown = rows.slice(0, PER_PAGE)
  const last = rows.length > PER_PAGE ? shown.at(-1) : undefined
  return { deliveries: shown.map(showDelivery), ...(last && { nextBefore: writeBefore(last) }) }
}

/** Under the same id, which tells a receiver that it had it before. Throws AppError `not_found`. */
export async function resendDelivery(
  { database, clock, wake }: Pick<WebhookServices, 'database' | 'clock' | 'wake'>,
  { teamId }: Principal,
  id: string,
): Promise<Delivery> {
  const row = await sendDeliveryAgain(database.db, { teamId, id, now: clock() })
  if (row === undefined)
    throw new AppError('not_found', {
      en: 'This delivery is not kept any more.',
      zh: '这次投递的记录已不再保留。',
    })
  wake()
  return showDelivery(row)
}

/** For whoever made the token, and nobody else. Throws AppError `not_found`. */
export async function readCallbackSecret(
  { database, clock, webhookSecrets }: Pick<WebhookServices, 'database' | 'clock' | 'webhookSecrets'>,
  { teamId, userId }: Principal,
  tokenId: string,
): Promise<CallbackSecret> {
  const token = await findTokenById(database.db, tokenId, clock())
  if (token?.team_id === teamId && token.author_id === userId)
    return { secret: printSecret(webhookSecrets.ofToken(tokenId)) }
  throw new AppError('not_found', {
    en: 'This token is not yours, or is not valid any more.',
    zh: '这个令牌不是你的，或已失效。',
  })
}

function showDelivery(row: WebhookDeliveryRow): Delivery {
  const { status, last_at: at, last_ms: ms, last_error, last_status, last_answer } = row
  const isTest = status === 'test'
  const problem = DELIVERY_PROBLEMS.find((one) => one === last_error)
  return {
    id: row.id,
    hookId: row.hook_id,
    event: row.kind === 'callback' ? status : eventName(status),
    ...(!isTest && { generationId: row.generation_id }),
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    ...(row.lease_owner === null && row.due_at !== null && { nextTryAt: row.due_at }),
    ...(problem && { problem }),
    ...(at !== null && {
      last: {
        at,
        ms: ms ?? 0,
        ...(last_status !== null && { status: last_status }),
        ...(last_answer !== null && { answer: last_answer }),
      },
    }),
  }
}
