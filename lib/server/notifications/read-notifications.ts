import 'server-only'
import type { Principal, Sight } from '#lib/access/principal.ts'
import {
  MOST_NOTICES,
  type Notice,
  type NoticeClip,
  type NoticeCount,
  type NoticeList,
} from '#lib/api/notifications.ts'
import type { Language } from '#lib/language/language.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { NotificationRow } from '#lib/server/database/review-tables.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import type { Env } from '#lib/server/env.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { projectNames } from '#lib/server/teams/team-store.ts'
import {
  keepMailLanguage,
  keepMailWish,
  listNoticeMarks,
  listNotices,
  markRead,
  readMailWish,
} from './notification-store.ts'

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
  const rows = await listNotices(database.db, principal, MOST_NOTICES)
  const notices = await noticesInSight(database, principal, rows)
  const { isOn } = await readMailWish(database.db, principal.userId)
  return {
    notices,
    unread: notices.filter(({ isRead }) => !isRead).length,
    mail: { isSetUp: env.mail !== undefined, isOn },
  }
}

/** In the same order, without those about clips that are out of sight. */
export async function noticesInSight(
  database: Database,
  sight: Sight,
  rows: readonly NotificationRow[],
): Promise<Notice[]> {
  const clips = await clipsOf(database, sight, rows)
  return rows
    .filter(({ clip_id: id }) => id === null || clips.has(id))
    .map((row) => showNotice(row, clips.get(row.clip_id ?? '')))
}

/** Every page asks for it, so it is known from here in which `language` somebody uses the studio: they are written to in the same. */
export async function countNotices(
  {
    database,
    spoken,
  }: {
    database: Database
    /** Each member's language as this process last wrote it down. */
    spoken: Map<string, Language>
  },
  principal: Principal,
  language: Language,
): Promise<NoticeCount> {
  const { userId } = principal
  if (spoken.get(userId) !== language) {
    await keepMailLanguage(database.db, userId, language)
    spoken.set(userId, language)
  }
  const marks = await listNoticeMarks(database.db, principal, MOST_NOTICES)
  const unread = marks.filter(({ read_at: at }) => at === null)
  const clips = await rowsOf(database, principal, unread)
  return { unread: unread.filter(({ clip_id: id }) => id === null || clips.has(id)).length }
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

/** By their ids, those in sight alone. */
async function clipsOf(
  database: Database,
  sight: Sight,
  notices: readonly Pick<NotificationRow, 'clip_id'>[],
): Promise<ReadonlyMap<string, NoticeClip>> {
  const rows = [...(await rowsOf(database, sight, notices)).values()]
  const names = await projectNames(database.db, [...new Set(rows.map(({ project_id: id }) => id))])
  return new Map(rows.map((row) => [row.id, showClip(row, names.get(row.project_id) ?? '')]))
}

async function rowsOf(
  { db }: Database,
  sight: Sight,
  notices: readonly Pick<NotificationRow, 'clip_id'>[],
): Promise<ReadonlyMap<string, GenerationRow>> {
  const about = [...new Set(notices.flatMap(({ clip_id: id }) => id ?? []))]
  return new Map((await findManyGenerations(db, sight, about)).map((row) => [row.id, row]))
}

function showClip(row: GenerationRow, projectName: string): NoticeClip {
  const { id, prompt_text: prompt, take, clip_media_id: mediaId } = row
  return {
    id,
    prompt: [...prompt].slice(0, PROMPT_LENGTH).join(''),
    take,
    projectName,
    ...(mediaId !== null && { mediaId }),
  }
}

/** Characters; a title is made of them. */
const PROMPT_LENGTH = 120

function showNotice(row: NotificationRow, clip: NoticeClip | undefined): Notice {
  return {
    id: row.id,
    kind: row.kind,
    actor: row.actor_name,
    at: row.created_at,
    isRead: row.read_at !== null,
    href: pathOf(row),
    excerpt: row.excerpt,
    ...(clip && { clip }),
  }
}

/** From the root. */
export function pathOf({ clip_id, comment_id, path }: NotificationRow): string {
  if (clip_id === null) return path ?? '/'
  return `/clips/${clip_id}${comment_id === null ? '' : `?comment=${comment_id}`}`
}
