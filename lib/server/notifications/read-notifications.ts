import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import { MOST_NOTICES, type Notice, type NoticeCount, type NoticeList } from '#lib/api/notifications.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { NotificationRow } from '#lib/server/database/review-tables.ts'
import type { Env } from '#lib/server/env.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { keepMailWish, listNotices, markRead, wantsMail } from './notification-store.ts'

export interface NoticeServices {
  database: Database
  clock: Clock
  env: Pick<Env, 'mail'>
}

/** What this person should know of, newest first; without what is about clips that they do not see any more. */
export async function readNotices(
  { database, env }: NoticeServices,
  principal: Principal,
): Promise<NoticeList> {
  const rows = await seenNotices(database, principal)
  return {
    notices: rows.map(showNotice),
    unread: rows.filter(({ read_at: at }) => at === null).length,
    mail: { isSetUp: env.mail !== undefined, isOn: await wantsMail(database.db, principal.userId) },
  }
}

export async function countNotices(
  { database }: Pick<NoticeServices, 'database'>,
  principal: Principal,
): Promise<NoticeCount> {
  const rows = await seenNotices(database, principal)
  return { unread: rows.filter(({ read_at: at }) => at === null).length }
}

/** Also keeps their e-mails from being sent. */
export async function readThem(
  { database, clock }: NoticeServices,
  principal: Principal,
  ids: 'all' | readonly string[],
): Promise<void> {
  await markRead(database.db, principal, ids, clock())
}

export async function switchMail(
  { database }: Pick<NoticeServices, 'database'>,
  { userId }: Principal,
  isOn: boolean,
): Promise<void> {
  await keepMailWish(database.db, userId, isOn)
}

async function seenNotices({ db }: Database, principal: Principal): Promise<NotificationRow[]> {
  const rows = await listNotices(db, principal, MOST_NOTICES)
  const about = [...new Set(rows.flatMap(({ clip_id: id }) => id ?? []))]
  const seen = new Set((await findManyGenerations(db, principal, about)).map(({ id }) => id))
  return rows.filter(({ clip_id: id }) => id === null || seen.has(id))
}

function showNotice(row: NotificationRow): Notice {
  return {
    id: row.id,
    kind: row.kind,
    actor: row.actor_name,
    at: row.created_at,
    isRead: row.read_at !== null,
    href: pathOf(row),
    excerpt: row.excerpt,
    ...(row.clip_id !== null && { clipId: row.clip_id }),
  }
}

/** From the root. */
export function pathOf({ clip_id, comment_id, path }: NotificationRow): string {
  if (clip_id === null) return path ?? '/'
  return `/clips/${clip_id}${comment_id === null ? '' : `?comment=${comment_id}`}`
}
