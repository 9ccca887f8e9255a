import 'server-only'
import type { Transaction } from 'kysely'
import type { NoticeKind } from '#lib/api/notifications.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import { insertNotices } from './notification-store.ts'

export interface NewNotice {
  teamId: string
  /** Who should know. The caller leaves out who did it. */
  userId: string
  kind: NoticeKind
  /** Who did it. */
  actorName: string
  clipId?: string
  commentId?: string
  /** Where it leads when it is about no clip, from the root: `/settings/usage`. */
  path?: string
  /** The beginning of what it is about, plain. Never a secret: it may be sent by e-mail. */
  excerpt: string
  /** Epoch ms. */
  at: number
}

/** Somebody who looks soon needs no e-mail, and what comes meanwhile comes with it. */
export const MAIL_AFTER_MS = 5 * 60_000

/** In the transaction of what it is about. E-mails go out from here too, where the studio can send any. */
export async function notify(
  transaction: Transaction<Tables>,
  ...notices: readonly NewNotice[]
): Promise<void> {
  await insertNotices(
    transaction,
    notices.map(({ teamId, userId, kind, actorName, clipId, commentId, path, excerpt, at }) => ({
      id: newId('ntc', at),
      team_id: teamId,
      user_id: userId,
      kind,
      actor_name: actorName,
      clip_id: clipId ?? null,
      comment_id: commentId ?? null,
      path: path ?? null,
      excerpt,
      created_at: at,
      read_at: null,
      mail_due_at: at + MAIL_AFTER_MS,
      mail_attempts: 0,
    })),
  )
}
