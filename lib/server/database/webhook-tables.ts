import 'server-only'

/** What programs elsewhere are told of generations. Times are epoch ms. */
export interface WebhookTables {
  webhooks: WebhookRow
  generation_callbacks: GenerationCallbackRow
  webhook_deliveries: WebhookDeliveryRow
  /** One row: the last change that deliveries were made for. */
  webhook_progress: { id: number; version: number; generation_id: string }
}

/** A standing one of the team. */
export interface WebhookRow {
  id: string
  team_id: string
  /** Null: every project that its keeper sees. */
  project_id: string | null
  /** Its keeper: whoever made it, or switched it on last. It tells what they see. */
  author_id: string
  name: string
  url: string
  /** Of WEBHOOK_EVENTS, parted by blanks. */
  events: string
  /** What its secret is derived from; nothing without the studio's own. */
  salt: string
  is_on: number
  /** It tells what happens from here on. */
  since: number
  created_at: number
  updated_at: number
}

/** The `callback_url` of a create. */
export interface GenerationCallbackRow {
  generation_id: string
  team_id: string
  token_id: string
  url: string
  /** In whose words the body is. */
  format: 'ark' | 'openai'
  created_at: number
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'stopped'

/** One thing that one address is told; unique by hook, generation and status. */
export interface WebhookDeliveryRow {
  id: string
  team_id: string
  kind: 'webhook' | 'callback'
  /** The webhook, or the token whose create named the address. */
  hook_id: string
  /** Its own id where it is a test. */
  generation_id: string
  /** A TaskStatus, or `test`. */
  status: string
  /** Of the address: each has its own few places. */
  host: string
  state: DeliveryState
  /** Claimed ones, since it was asked for last. */
  attempts: number
  created_at: number
  /** Null: never again. */
  due_at: number | null
  lease_owner: string | null
  lease_until: number | null
  /** Of the last attempt. */
  last_at: number | null
  last_status: number | null
  last_ms: number | null
  /** A DeliveryProblem; null where the answer was taken. */
  last_error: string | null
  /** The first 1024 bytes. */
  last_answer: string | null
}
