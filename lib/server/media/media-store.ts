import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import { sql, type SqlBool } from 'kysely'
import type { Database, Executor } from '#lib/server/database/database.ts'
import { isMediaInSight, isMediaSeen } from '#lib/server/database/in-sight.ts'
import type { MediaRow } from '#lib/server/database/tables.ts'
import { inTurnOfTeam } from '#lib/server/teams/team-store.ts'

/** The SQL of `media` and `media_shown`. What is out of sight is not there. */

export function findMedia(executor: Executor, sight: Sight, id: string): Promise<MediaRow | undefined> {
  return executor
    .selectFrom('media')
    .selectAll()
    .where(isMediaInSight(sight))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Those that exist, in any order. */
export async function findManyMedia(
  executor: Executor,
  sight: Sight,
  ids: readonly string[],
): Promise<MediaRow[]> {
  if (ids.length === 0) return []
  return executor.selectFrom('media').selectAll().where('id', 'in', ids).where(isMediaSeen(sight)).execute()
}

export interface MediaPage {
  sight: Sight
  kind: MediaRow['kind'] | undefined
  /** Part of the file's name, in any case. */
  search: string | undefined
  /** Only what is older than this one. */
  before: { createdAt: number; id: string } | undefined
  limit: number
}

/** Newest first, without the last frames that are kept beside every clip: they are had from the clip. */
export function listMedia(executor: Executor, page: MediaPage): Promise<MediaRow[]> {
  const { sight, kind, search, before, limit } = page
  return executor
    .selectFrom('media')
    .selectAll()
    .where(isMediaInSight(sight))
    .where('origin', '!=', 'last_frame')
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'image'))
    .$if(search !== undefined, (query) => query.where(isNamed(search ?? '')))
    .$if(before !== undefined, (query) =>
      query.where(sql<SqlBool>`(created_at, id) < (${before?.createdAt ?? 0}, ${before?.id ?? ''})`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** `%` and `_` in what was typed are themselves. */
function isNamed(search: string) {
  const pattern = `%${search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql<SqlBool>`lower(file_name) like ${pattern} escape '\\'`
}

/** For signed addresses, whose signature stands for the right to read. */
export function findMediaOfAnyTeam(executor: Executor, id: string): Promise<MediaRow | undefined> {
  return executor.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Of any teams, in any order: for what is derived of every team's clips. */
export async function findMediaOfAll(executor: Executor, ids: readonly string[]): Promise<MediaRow[]> {
  if (ids.length === 0) return []
  return executor.selectFrom('media').selectAll().where('id', 'in', ids).execute()
}

/** The oldest file in sight with these bytes. */
export function findMediaByHash(
  executor: Executor,
  sight: Sight,
  sha256: string,
): Promise<MediaRow | undefined> {
  return executor
    .selectFrom('media')
    .selectAll()
    .where(isMediaInSight(sight))
    .where('sha256', '=', sha256)
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst()
}

/** The files in sight with these bytes, the oldest first. */
export async function findManyMediaByHash(
  executor: Executor,
  sight: Sight,
  hashes: readonly string[],
): Promise<MediaRow[]> {
  if (hashes.length === 0) return []
  return executor
    .selectFrom('media')
    .selectAll()
    .where(isMediaInSight(sight))
    .where('sha256', 'in', hashes)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** Inserts unless a row with this id is there; answers with the row that is there afterwards. */
export async function keepMedia(executor: Executor, row: MediaRow): Promise<MediaRow> {
  await executor
    .insertInto('media')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return executor.selectFrom('media').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
}

/** Frames and fixes of these stay, and no longer say what they were made from. The caller knows that nothing else points here. */
export async function deleteMedia(executor: Executor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await executor.updateTable('media').set({ made_from: null }).where('made_from', 'in', ids).execute()
  await executor.deleteFrom('media_shown').where('media_id', 'in', ids).execute()
  await executor.deleteFrom('media').where('id', 'in', ids).execute()
}

/** Which of these blobs a row of any team points to. */
export async function keysInUse(executor: Executor, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await executor.selectFrom('media').select('blob_key').where('blob_key', 'in', keys).execute()
  return new Set(rows.map(({ blob_key: key }) => key))
}

/** Which of these posters and sprites a row of any team shows. Reads every row: no index knows them. */
export async function pictureKeysInUse(
  executor: Executor,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await executor
    .selectFrom('media')
    .select(['poster_key', 'sprite_key'])
    .where((expression) =>
      expression.or([expression('poster_key', 'in', keys), expression('sprite_key', 'in', keys)]),
    )
    .execute()
  return new Set(
    rows.flatMap(({ poster_key: poster, sprite_key: sprite }) => [poster ?? [], sprite ?? []].flat()),
  )
}

/** Which of these files there are, of any team. */
export async function mediaAmong(executor: Executor, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await executor.selectFrom('media').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}

/** Of all teams, in the order of their ids. */
export function mediaPage(executor: Executor, after: string, limit: number): Promise<MediaRow[]> {
  return executor.selectFrom('media').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute()
}

/** The team's files by kind: how many rows, and their bytes, those that lie on the storage once counted once. */
export async function sumMedia(
  executor: Executor,
  teamId: string,
): Promise<{ kind: MediaRow['kind']; count: number; bytes: number }[]> {
  const distinct = executor
    .selectFrom('media')
    .select(['kind', 'blob_key', 'bytes', sql<number>`count(*)`.as('uses')])
    .where('team_id', '=', teamId)
    .groupBy(['kind', 'blob_key', 'bytes'])
    .as('files')
  const rows = await executor
    .selectFrom(distinct)
    .select([
      'kind',
      sql<number | string>`sum(uses)`.as('count'),
      sql<number | string>`sum(bytes)`.as('bytes'),
    ])
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  return rows.map(({ kind, count, bytes }) => ({ kind, count: Number(count), bytes: Number(bytes) }))
}

/** The caller knows that the files and the project are the team's. */
export async function moveMedia(
  executor: Executor,
  ids: readonly string[],
  projectId: string,
): Promise<void> {
  if (ids.length === 0) return
  await executor.updateTable('media').set({ project_id: projectId }).where('id', 'in', ids).execute()
}

/** Values of one statement; two for each row. */
const SHOWN_AT_ONCE = 5000

/** From now on these files are seen in this project too: they are used there. Those that are gone are left out. */
export async function showMediaIn(
  executor: Executor,
  ids: readonly string[],
  projectId: string,
): Promise<void> {
  const wanted = [...new Set(ids)]
  for (let start = 0; start < wanted.length; start += SHOWN_AT_ONCE)
    await executor
      .insertInto('media_shown')
      .columns(['media_id', 'project_id'])
      .expression(
        executor
          .selectFrom('media')
          .select(['id', sql<string>`cast(${projectId} as text)`.as('project_id')])
          .where('id', 'in', wanted.slice(start, start + SHOWN_AT_ONCE))
          .where('project_id', '!=', projectId),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/**
 * Inserts unless a file with these bytes is in sight; answers with that one otherwise. Two uploads of the same bytes at
 * the same moment give one row: SQLite transactions begin IMMEDIATE, PostgreSQL locks the team's row first.
 */
export function keepMediaOncePerHash(
  database: Database,
  sight: Sight,
  row: MediaRow,
): Promise<{ row: MediaRow; isNew: boolean }> {
  return inTurnOfTeam(database, row.team_id, async (transaction) => {
    const existing = await findMediaByHash(transaction, sight, row.sha256)
    if (existing) return { row: existing, isNew: false }
    await transaction.insertInto('media').values(row).execute()
    return { row, isNew: true }
  })
}
