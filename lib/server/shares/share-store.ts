import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import type { Executor } from '#lib/server/database/database.ts'
import { inSight } from '#lib/server/database/in-sight.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'

/** The SQL of `shares`. */

export async function insertShare(executor: Executor, row: ShareRow): Promise<void> {
  await executor.insertInto('shares').values(row).execute()
}

/** The link that still opens something, by the hash of its secret. Unknown, revoked and over are one answer. `now` is epoch ms. */
export function findOpenShare(
  executor: Executor,
  secretHash: string,
  now: number,
): Promise<ShareRow | undefined> {
  return executor
    .selectFrom('shares')
    .selectAll()
    .where('secret_hash', '=', secretHash)
    .where('revoked_at', 'is', null)
    .where((expression) =>
      expression.or([expression('expires_at', 'is', null), expression('expires_at', '>', now)]),
    )
    .executeTakeFirst()
}

/** Newest first, those that are over too. */
export function listShares(executor: Executor, sight: Sight, limit: number): Promise<ShareRow[]> {
  return executor
    .selectFrom('shares')
    .selectAll()
    .where(inSight(sight))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export async function countShares(executor: Executor, teamId: string): Promise<number> {
  const { count } = await executor
    .selectFrom('shares')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('team_id', '=', teamId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Undefined also where its project is out of sight. */
export function findShare(executor: Executor, sight: Sight, id: string): Promise<ShareRow | undefined> {
  return executor
    .selectFrom('shares')
    .selectAll()
    .where('id', '=', id)
    .where(inSight(sight))
    .executeTakeFirst()
}

export type SharePatch = Partial<
  Pick<
    ShareRow,
    | 'title'
    | 'secret_hash'
    | 'ending'
    | 'expires_at'
    | 'password_hash'
    | 'password_version'
    | 'allow_download'
    | 'allow_comments'
    | 'allow_verdict'
    | 'show_all_comments'
    | 'show_prompt'
    | 'link_preview'
    | 'watermark'
    | 'revoked_at'
  >
> & { updated_at: number }

/** The caller knows that it is in sight. */
export async function patchShare(executor: Executor, id: string, patch: SharePatch): Promise<ShareRow> {
  return executor
    .updateTable('shares')
    .set(patch)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
