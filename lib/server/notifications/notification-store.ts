import 'server-only'
import type { Transaction } from 'kysely'
import { type Language, readLanguage } from '#lib/language/language.ts'
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
export async function readMailWish(
  executor: Executor,
  userId: string,
): Promise<{ isOn: boolean; language: Language | undefined }> {
  const row = await executor
    .selectFrom('notification_settings')
    .select(['by_mail', 'language'])
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return { isOn: row?.by_mail !== 0, language: readLanguage(row?.language ?? undefined) }
}

export async function keepMailWish(executor: Executor, userId: string, isOn: boolean): Promise<void> {
  const by_mail = isOn ? 1 : 0
  await executor
    .insertInto('notification_settings')
    .values({ user_id: userId, by_mail, language: null })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ by_mail }))
    .execute()
}

export async function keepMailLanguage(
  executor: Executor,
  userId: string,
  language: Language,
): Promise<void> {
  await executor
    .insertInto('notification_settings')
    .values({ user_id: userId, by_mail: 1, language })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ language }))
    .execute()
}

/**
 * All that waits for one person of whom something is due, the oldest first; due again at `until` unless it is settled. Who comes second while
 * somebody else claims the same finds nothing of it. Empty: nothing is due.
 */
export async function claimMail(
  executor: Executor,
  { now, until }: { now: number; until: number },
): Promise<NotificationRow[]> {
  for (;;) {
    const due = await executor
      .selectFrom('notifications')
      .select(['user_id', 'team_id'])
      .where('mail_due_at', '<=', now)
      .orderBy('mail_due_at')
      .limit(1)
      .executeTakeFirst()
    if (due === undefined) return []
    const rows = await executor
      .updateTable('notifications')
      .set((expression) => ({ mail_due_at: until, mail_attempts: expression('mail_attempts', '+', 1) }))
      .where('user_id', '=', due.user_id)
      .where('team_id', '=', due.team_id)
      // What was never tried comes along early; what somebody else is trying has its lease.
      .where(({ eb, and, or }) =>
        or([
          eb('mail_due_at', '<=', now),
          and([eb('mail_due_at', 'is not', null), eb('mail_attempts', '=', 0)]),
        ]),
      )
      .returningAll()
      .execute()
    if (rows.length > 0) return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  }
}

/** Of what was claimed: tried again at that time, or null for never. What was read or claimed anew meanwhile stays as it is. */
export async function settleMail(
  executor: Executor,
  rows: readonly NotificationRow[],
  dueAt: number | null,
): Promise<void> {
  for (const { id, mail_attempts: attempts } of rows)
    await executor
      .updateTable('notifications')
      .set({ mail_due_at: dueAt })
      .where('id', '=', id)
      .where('mail_attempts', '=', attempts)
      .where('mail_due_at', 'is not', null)
      .execute()
}
