import 'server-only'
import type { Author, Reaction } from '#lib/api/review.ts'
import type { NoticeKind } from '#lib/api/notifications.ts'
import type { Verdict } from '#lib/generation/verdict.ts'

/**
 * What people say of a clip. Who sees a row is who sees its clip: none holds a project, which a shot may change. Times are epoch ms.
 */
export interface ReviewTables {
  comments: CommentRow
  comment_reactions: {
    comment_id: string
    author_kind: Author['kind']
    author_id: string
    author_name: string
    emoji: Reaction
    created_at: number
  }
  /** The last word of each. */
  verdicts: {
    clip_id: string
    team_id: string
    author_kind: Author['kind']
    author_id: string
    author_name: string
    verdict: Verdict
    given_at: number
  }
  verdict_requests: {
    clip_id: string
    team_id: string
    user_id: string
    asked_by: string
    asked_by_name: string
    asked_at: number
  }
  notifications: NotificationRow
  /** Only of those who changed something. */
  notification_settings: {
    user_id: string
    by_mail: number
    /** Last used in the studio; null: not known. */
    language: string | null
  }
}

export interface CommentRow {
  id: string
  team_id: string
  /** The generation's id. */
  clip_id: string
  parent_id: string | null
  author_kind: Author['kind']
  author_id: string
  author_name: string
  /** Plain; people as `<@id>`. '' once removed. */
  text: string
  /** Frames of the clip from 0, both included; null: the whole of it. */
  frame_from: number | null
  frame_to: number | null
  /** JSON of Drawing. */
  drawing: string | null
  resolved_at: number | null
  resolved_by: string | null
  /** The generation that was made from it. */
  made_into: string | null
  created_at: number
  edited_at: number | null
  removed_at: number | null
}

/** Also the queue of e-mails: `mail_due_at` is when to try next, or when the lease of who is trying ends; null: never (again). */
export interface NotificationRow {
  id: string
  team_id: string
  user_id: string
  kind: NoticeKind
  actor_name: string
  clip_id: string | null
  comment_id: string | null
  /** Where it leads when it is about no clip, from the root. */
  path: string | null
  /** The beginning of what it is about. */
  excerpt: string
  created_at: number
  read_at: number | null
  mail_due_at: number | null
  mail_attempts: number
}
