import 'server-only'
import { isAllowed } from '#lib/access/permissions.ts'
import type { MemberPrincipal, Sight } from '#lib/access/principal.ts'
import type { DeliveryProblem } from '#lib/api/webhooks.ts'
import type { Clock, Log, Random } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import type { WebhookDeliveryRow } from '#lib/server/database/webhook-tables.ts'
import { type PrintServices, statusOf } from '#lib/server/endpoint/print-task.ts'
import { findGeneration } from '#lib/server/generations/generation-store.ts'
import { type ReadServices, showOne } from '#lib/server/generations/read-generations.ts'
import { principalOfToken } from '#lib/server/tokens/authenticate-token.ts'
import { findTokenById } from '#lib/server/tokens/token-store.ts'
import { findCallbacks } from './callback-store.ts'
import type { DeliveryOutcome } from './delivery-store.ts'
import { messageOf, testMessageOf } from './message.ts'
import { postOnce, type PostRules } from './post-webhook.ts'
import { signedHeaders, type WebhookSecrets } from './webhook-secrets.ts'
import { findWebhook } from './webhook-store.ts'

export interface SendContext extends ReadServices, PrintServices {
  database: Database
  clock: Clock
  random: Random
  log: Log
  webhookSecrets: WebhookSecrets
  postRules: PostRules
  /** Somebody as they are now; undefined: gone from the team. */
  findMember(userId: string): Promise<MemberPrincipal | undefined>
}

/** For all of one attempt, the name's lookup included. */
const TIMEOUT_MS = 10_000

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
/** After each attempt that came to nothing: ten attempts over 23 hours. */
const PAUSES_MS = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
]

/** Who is told, and in whose words. */
interface Recipient {
  url: string
  secret: Buffer
  format: 'ark' | 'openai'
  /** Of whoever it is told for, now. */
  sight: Sight
}

/** One claimed delivery: may it still be told, then one signed POST. Never twice by itself. */
export async function sendDelivery(
  context: SendContext,
  delivery: WebhookDeliveryRow,
  signal?: AbortSignal,
): Promise<DeliveryOutcome> {
  const to = await recipientOf(context, delivery)
  if (typeof to === 'string') return stopped(to)
  const isTest = delivery.status === 'test'
  const row = isTest ? undefined : await findGeneration(context.database.db, to.sight, delivery.generation_id)
  // In the bin, or out of sight.
  if (row === undefined && !isTest) return stopped('not_allowed')
  const body =
    row === undefined
      ? testMessageOf(delivery)
      : messageOf(context, to.format, delivery, await showOne(context, row))
  const startedAt = context.clock()
  const headers = signedHeaders(to.secret, { id: delivery.id, at: startedAt, body })
  const outcome = await postOnce(context.postRules, {
    url: to.url,
    headers,
    body,
    timeoutMs: TIMEOUT_MS,
    ...(signal && { signal }),
  })
  const now = context.clock()
  return {
    ...(outcome.problem === undefined
      ? ({ state: 'delivered', due_at: null } as const)
      : afterFailure(context, delivery, row, now)),
    last_at: startedAt,
    last_ms: now - startedAt,
    last_status: outcome.status ?? null,
    last_error: outcome.problem ?? null,
    last_answer: outcome.answer ?? null,
  }
}

/** What was overtaken meanwhile is not said again, nor is a test. */
function afterFailure(
  { random }: SendContext,
  { attempts, status }: WebhookDeliveryRow,
  row: GenerationRow | undefined,
  now: number,
): Pick<DeliveryOutcome, 'state' | 'due_at'> {
  const pause = PAUSES_MS[attempts - 1]
  if (pause === undefined || row === undefined || statusOf(row) !== status)
    return { state: 'failed', due_at: null }
  return { state: 'waiting', due_at: now + Math.round(pause * (0.9 + 0.2 * random())) }
}

function stopped(problem: DeliveryProblem): DeliveryOutcome {
  return { state: 'stopped', due_at: null, last_error: problem }
}

/** Asked anew before every attempt: nothing leaves for somebody who may not hear it any more. */
async function recipientOf(
  context: SendContext,
  delivery: WebhookDeliveryRow,
): Promise<Recipient | DeliveryProblem> {
  return delivery.kind === 'webhook' ? webhookOf(context, delivery) : callbackOf(context, delivery)
}

async function webhookOf(
  { database, findMember, webhookSecrets }: SendContext,
  { team_id: teamId, hook_id: id, status }: WebhookDeliveryRow,
): Promise<Recipient | DeliveryProblem> {
  const hook = await findWebhook(database.db, { teamId, id })
  if (hook === undefined) return 'not_allowed'
  // A test is how somebody finds out whether to switch it on.
  if (hook.is_on === 0 && status !== 'test') return 'is_off'
  const keeper = await findMember(hook.author_id)
  if (keeper?.teamId !== teamId || !isAllowed(keeper, 'webhook.change')) return 'not_allowed'
  const { project_id: project } = hook
  return {
    url: hook.url,
    secret: webhookSecrets.ofWebhook(hook.salt),
    format: 'openai',
    sight: project === null ? keeper : { teamId, projects: within(keeper, project) },
  }
}

async function callbackOf(
  { database, clock, findMember, webhookSecrets }: SendContext,
  { hook_id: tokenId, generation_id: generationId }: WebhookDeliveryRow,
): Promise<Recipient | DeliveryProblem> {
  const token = await findTokenById(database.db, tokenId, clock())
  const maker = token && (await findMember(token.author_id))
  const [callback] = await findCallbacks(database.db, [generationId])
  if (callback === undefined || token === undefined || maker?.teamId !== token.team_id) return 'not_allowed'
  const { url, format } = callback
  return { url, format, secret: webhookSecrets.ofToken(tokenId), sight: principalOfToken(token, maker) }
}

function within({ projects }: Sight, project: string): string[] {
  return projects === 'all' || projects.includes(project) ? [project] : []
}
