import 'server-only'
import type { Transaction } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { NotificationRow } from '#lib/server/database/review-tables.ts'
import type { Tables } from '#lib/server/database/tables.ts'

/** The SQL of `notifications` and `notification_settings`. */

export async function insertNotices(
  transaction: Transaction<Tables>,
  rows: readonly NotificationRow[],
): Promise<void> {
  if (rows.length > 0) await transaction.insertInto('notifications').values(rows).execute()
}

interface Whose {
  teamId: string
  userId: string
}

const of = (executor: Executor, { teamId, userId }: Whose) =>
  executor.selectFrom('notifications').where('user_id', '=', userId).where('team_id', '=', teamId)

/** Newest first. */
export function listNotices(executor: Executor, whose: Whose, limit: number): Promise<NotificationRow[]> {
  return of(executor, whose).selectAll().orderBy('id', 'desc').limit(limit).execute()
}

/** Of the newest: what each is about, and whether it was read. */
export function listNoticeMarks(
  executor: Executor,
  whose: Whose,
  limit: number,
): Promise<Pick<NotificationRow, 'clip_id' | 'read_at'>[]> {
  return of(executor, whose).select(['clip_id', 'read_at']).orderBy('id', 'desc').limit(limit).execute()
}

/** A comment says something else now. */
export async function rewordNotices(
  transaction: Transaction<Tables>,
  commentId: string,
  excerpt: string,
): Promise<void> {
  await transaction
    .updateTable('notifications')
    .set({ excerpt })
    .where('comment_id', '=', commentId)
    .execute()
}

/** What was taken back is told nobody any more. */
export async function dropNotices(transaction: Transaction<Tables>, commentId: string): Promise<void> {
  await transaction.deleteFrom('notifications').where('comment_id', '=', commentId).execute()
}

export async function markRead(
  executor: Executor,
  { teamId, userId }: Whose,
  ids: 'all' | readonly string[],
  now: number,
): Promise<void> {
  await executor
    .updateTable('notifications')
    .set({ read_at: now, mail_due_at: null })
    .where('user_id', '=', userId)
    .where('team_id', '=', teamId)
    .where('read_at', 'is', null)
    .$if(ids !== 'all', (query) => query.where('id', 'in', ids === 'all' ? [] : ids))
    .execute()
}

/** On unless somebody switched it off. */
export async function wantsMail(executor: Executor, userId: string): Promise<boolean> {
  const row = await executor
    .selectFrom('notification_settings')
    .select('by_mail')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.by_mail !== 0
}

export async function keepMailWish(executor: Executor, userId: string, isOn: boolean): Promise<void> {
  const by_mail = isOn ? 1 : 0
  await executor
    .insertInto('notification_settings')
    .values({ user_id: userId, by_mail })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ by_mail }))
    .execute()
}
