/** /api/webhooks and /api/deliveries: what programs elsewhere are told, and how that went. */
import * as z from 'zod/mini'
import { idSchema, nameSchema, saying } from './values.ts'

/** In one team. */
export const MAX_WEBHOOKS = 20
/** Days that a delivery can be looked at. */
export const DAYS_OF_DELIVERIES = 30
/** Characters of an address. */
const LONGEST_ADDRESS = 2000

/** In OpenAI's words for a video. What was cancelled or has expired is `video.failed` there, with the ending's name as the error's code. */
export const WEBHOOK_EVENTS = [
  'video.queued',
  'video.in_progress',
  'video.completed',
  'video.failed',
] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** Only its form is looked at here; where it leads is asked by the server. */
export const hookAddressSchema = z.string().check(
  z.trim(),
  z.maxLength(LONGEST_ADDRESS),
  z.refine(
    (text) => /^https:\/\/\S+$/i.test(text) && URL.canParse(text),
    saying({ en: 'must be an address that begins with https://', zh: '必须是以 https:// 开头的地址' }),
  ),
)

const webhookFields = {
  name: nameSchema,
  url: hookAddressSchema,
  events: z.array(z.enum(WEBHOOK_EVENTS)).check(z.minLength(1), z.maxLength(WEBHOOK_EVENTS.length)),
  /** Absent: every project that whoever makes it sees. */
  projectId: z.exactOptional(idSchema),
}
export const createWebhookSchema = z.strictObject(webhookFields)
export type WebhookWish = z.output<typeof createWebhookSchema>

/** PUT /api/webhooks/[id]: the whole of it as it shall be. */
export const changeWebhookSchema = z.strictObject({ ...webhookFields, isOn: z.boolean() })
export type WebhookChange = z.output<typeof changeWebhookSchema>

export const webhookParamsSchema = z.strictObject({ id: idSchema })

/** Anything: what fits no generation is answered like what does. */
export const hintParamsSchema = z.strictObject({ token: z.string() })

/** Of one webhook or one token, or, without `hook`, of every address that a create has named. */
export const deliveriesQuerySchema = z.strictObject({
  hook: z.optional(idSchema),
  /** `nextBefore` of the page before. */
  before: z.optional(z.string().check(z.maxLength(100))),
})
export type DeliveriesQuery = z.output<typeof deliveriesQuerySchema>

/** Times are epoch ms. */
export interface Webhook {
  id: string
  name: string
  url: string
  events: WebhookEvent[]
  projectId?: string
  isOn: boolean
  /** Its keeper, who made it or switched it on last: it tells what they see, and nothing once they are gone. */
  authorId: string
  createdAt: number
}

/** Newest first. */
export interface WebhookList {
  webhooks: Webhook[]
}

/** `secret` (`whsec_…`) is told by this answer alone. */
export interface NewWebhook {
  webhook: Webhook
  secret: string
}

/** What signs the callbacks of a token's tasks. */
export interface CallbackSecret {
  secret: string
}

/** - `stopped`: whoever it was for may not hear it any more. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'failed', 'stopped'] as const

/** Why an attempt came to nothing, where it was no answer outside of 200 … 299 (`refused`). */
export const DELIVERY_PROBLEMS = [
  'refused',
  'private_address',
  'no_such_host',
  'timeout',
  'no_connection',
  'not_allowed',
  'is_off',
] as const
export type DeliveryProblem = (typeof DELIVERY_PROBLEMS)[number]

export interface Delivery {
  id: string
  hookId: string
  /** A WebhookEvent, a status in Ark's words, or `webhook.test`. */
  event: string
  /** Absent for a test. */
  generationId?: string
  state: (typeof DELIVERY_STATES)[number]
  attempts: number
  createdAt: number
  nextTryAt?: number
  /** Why it was not taken last. */
  problem?: DeliveryProblem
  /** The last attempt; absent before the first. */
  last?: {
    at: number
    ms: number
    /** HTTP; absent where nothing answered. */
    status?: number
    /** The first 1024 bytes of what came back. */
    answer?: string
  }
}

export interface DeliveryList {
  deliveries: Delivery[]
  nextBefore?: string
}
