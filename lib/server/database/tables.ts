import 'server-only'
import type { Generated } from 'kysely'
import type { AuditActorKind } from '#lib/api/audit.ts'
import type { GenerationState } from '#lib/generation/generation.ts'
import type { BudgetTables } from './budget-tables.ts'
import type { GalleryTables } from './gallery-tables.ts'
import type { ReviewTables } from './review-tables.ts'
import type { SequenceTables } from './sequence-tables.ts'
import type { WebhookTables } from './webhook-tables.ts'

/**
 * The studio's own tables, as the migrations make them. Portable by law: integers for time (epoch ms), 0/1 for booleans, text for JSON.
 * better-auth's tables (user, session, account, verification) stand beside these and are its own.
 */
export interface Tables extends GalleryTables, SequenceTables, ReviewTables, BudgetTables, WebhookTables {
  teams: { id: string; name: string; created_at: number }
  projects: {
    id: string
    team_id: string
    name: string
    /** 'team': every member of the team sees it. 'private': its members, owners and admins do. */
    visibility: Generated<'team' | 'private'>
    created_at: number
    updated_at: number
  }
  project_members: { project_id: string; user_id: string; added_by: string; created_at: number }
  /** Where a file is seen beside its own project: it was used there. */
  media_shown: { media_id: string; project_id: string }
  shots: {
    id: string
    team_id: string
    project_id: string
    author_id: string
    next_take: number
    created_at: number
  }
  /** What one press made together. */
  batches: { id: string; team_id: string; project_id: string; author_id: string; created_at: number }
  generations: GenerationRow
  media: MediaRow
  presets: PresetRow
  api_tokens: ApiTokenRow
  audit_events: AuditEventRow
  invites: InviteRow
  /** One row. */
  access_epoch: { id: number; value: number }
  shares: ShareRow
  share_visits: ShareVisitRow
  /** One row: every change takes the next number inside its own transaction, so numbers appear in commit order. */
  change_counter: { id: number; value: number }
}

export interface GenerationRow {
  id: string
  team_id: string
  project_id: string
  shot_id: string
  /** Null where the press made it alone. */
  batch_id: string | null
  /** The generation that it makes again. */
  retry_of: string | null
  take: number
  author_id: string
  /** From the browser: one press, one row. Unique with team_id. */
  idempotency_key: string
  /** SHA-256 of the body sent with the key; another body under the same key is refused. */
  idempotency_digest: string
  provider: string
  state: GenerationState
  phase: string | null
  progress: number | null
  model: string
  mode: string
  /** JSON of Recipe. */
  recipe: string
  /** The prompt as plain text, for search. */
  prompt_text: string
  /** What the provider echoes: our id, or the seed we chose. */
  identity: string
  provider_task_id: string | null
  created_at: number
  updated_at: number
  sent_at: number | null
  submitted_at: number | null
  started_at: number | null
  finished_at: number | null
  /** Claimed attempts in the present state. */
  attempts: number
  /** When the worker should look next; null: never again. */
  due_at: number | null
  lease_owner: string | null
  lease_until: number | null
  cancel_requested: number
  /** `uncertain`: when the first complete listing without our task was read. */
  absent_since: number | null
  result_url: string | null
  result_expires_at: number | null
  last_frame_url: string | null
  clip_media_id: string | null
  last_frame_media_id: string | null
  seed: number | null
  estimated_tokens: number | null
  used_tokens: number | null
  /** Thousandths of a unit of `currency` for a million tokens, as the table said at the press; null: it said nothing. */
  token_price: number | null
  currency: string | null
  /** 1: it ended at the provider, or may have; then what was expected counts where no usage was said. */
  may_be_charged: number
  /** The project that it was pressed in, whose budget pays, wherever the clip is moved. Null: nobody pays. */
  budget_project_id: string | null
  /** The API token that it was asked with. */
  api_token_id: string | null
  /** JSON of GenerationProblem. */
  problem: string | null
  /** Stars, 1 to 5; 0: not rated. */
  rating: number
  /** 'picked' or 'rejected'; null: neither. */
  pick: string | null
  deleted_at: number | null
  /** The project that it was in before it was moved to this one. */
  moved_from: string | null
  /** From change_counter. */
  version: number
}

export interface PresetRow {
  id: string
  team_id: string
  author_id: string
  kind: 'settings' | 'template'
  name: string
  /** What names are told apart by; unique with team_id and kind. */
  name_key: string
  /** JSON of SettingsContent or TemplateContent. */
  content: string
  created_at: number
  updated_at: number
}

export interface ApiTokenRow {
  id: string
  team_id: string
  /** Null: every project of its maker. */
  project_id: string | null
  author_id: string
  name: string
  /** SHA-256 of the secret, hex. */
  secret_hash: string
  ending: string
  /** Of TOKEN_SCOPES, parted by blanks. */
  scopes: string
  created_at: number
  expires_at: number
  last_used_at: number | null
  revoked_at: number | null
}

export interface InviteRow {
  id: string
  team_id: string
  author_id: string
  role: string
  /** '' for whoever has the link. */
  email: string
  /** JSON list of ids. */
  project_ids: string
  /** SHA-256 of the secret, hex. */
  secret_hash: string
  created_at: number
  expires_at: number
  used_at: number | null
  used_by: string | null
  revoked_at: number | null
}

export interface ShareRow {
  id: string
  team_id: string
  project_id: string
  author_id: string
  /** As they were called then. */
  author_name: string
  /** One of SHARE_KINDS. */
  kind: string
  /** JSON: ids of clips, of the one shot, or of the project. */
  target_ids: string
  title: string
  /** SHA-256 of the secret in the link, hex. */
  secret_hash: string
  ending: string
  /** Null: none. */
  expires_at: number | null
  /** scrypt; null: none. */
  password_hash: string | null
  /** Another number with every change of the password and of the link, which ends what was let in by the one before. */
  password_version: number
  allow_download: number
  allow_comments: number
  allow_verdict: number
  show_all_comments: number
  show_prompt: number
  link_preview: number
  /** Null: none. */
  watermark: string | null
  created_at: number
  updated_at: number
  revoked_at: number | null
}

/** What one visitor did on one day; unique by all that comes before `count`. */
export interface ShareVisitRow {
  share_id: string
  /** Days since 1970, UTC. */
  day: number
  /** Hash of the address, with a salt of the day: the same person on another day is another. */
  visitor: string
  /** One of VISIT_ACTIONS. */
  action: string
  /** '' where it is about the whole link. */
  generation_id: string
  count: number
  first_at: number
  last_at: number
  /** As the guest called themselves last. */
  guest_name: string | null
}

export interface AuditEventRow {
  id: string
  team_id: string
  at: number
  actor_kind: AuditActorKind
  actor_id: string
  /** As they were called then. */
  actor_name: string
  action: string
  project_id: string | null
  target_id: string | null
  /** JSON of AuditEntry's details. */
  details: string
}

export interface MediaRow {
  id: string
  team_id: string
  project_id: string
  author_id: string
  kind: 'image' | 'video' | 'audio'
  /** upload, address, clip, last_frame, fix, frame */
  origin: string
  /** As the person's file was called; shown, never used as a path. */
  file_name: string
  format: string
  mime: string
  bytes: number
  sha256: string
  blob_key: string
  width: number | null
  height: number | null
  duration_ms: number | null
  fps: number | null
  has_audio: number
  poster_key: string | null
  sprite_key: string | null
  /** JSON {columns, rows, tileWidth, tileHeight} */
  sprite_layout: string | null
  thumbhash: string | null
  /** The file that a fix or a frame was made from. */
  made_from: string | null
  created_at: number
}
