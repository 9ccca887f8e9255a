import 'server-only'
import type { Executor } from '#lib/server/database/database.ts'
import type { ApiTokenRow } from '#lib/server/database/tables.ts'

/** The SQL of `api_tokens`. What is over (`now` is epoch ms) or was revoked is not there. */

export function listTokens(executor: Executor, teamId: string, now: number): Promise<ApiTokenRow[]> {
  return executor
    .selectFrom('api_tokens')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .execute()
}

export function findTokenByHash(
  executor: Executor,
  secretHash: string,
  now: number,
): Promise<ApiTokenRow | undefined> {
  return executor
    .selectFrom('api_tokens')
    .selectAll()
    .where('secret_hash', '=', secretHash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Of any team. */
export function findTokenById(executor: Executor, id: string, now: number): Promise<ApiTokenRow | undefined> {
  return executor
    .selectFrom('api_tokens')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

export async function insertToken(executor: Executor, row: ApiTokenRow): Promise<void> {
  await executor.insertInto('api_tokens').values(row).execute()
}

/** Undefined where there was none to revoke. The row stays: what it made names it. */
export function revokeTokenRow(
  executor: Executor,
  { teamId, id, now }: { teamId: string; id: string; now: number },
): Promise<ApiTokenRow | undefined> {
  return executor
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

export async function noteTokenUse(executor: Executor, id: string, now: number): Promise<void> {
  await executor.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', id).execute()
}

/** All that somebody has made. */
export async function revokeTokensOf(
  executor: Executor,
  { teamId, authorId, now }: { teamId: string; authorId: string; now: number },
): Promise<void> {
  await executor
    .updateTable('api_tokens')
    .set({ revoked_at: now })
    .where('team_id', '=', teamId)
    .where('author_id', '=', authorId)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Undefined also where it is over or was revoked. */
export function findLiveToken(
  executor: Executor,
  teamId: string,
  id: string,
  now: number,
): Promise<ApiTokenRow | undefined> {
  return executor
    .selectFrom('api_tokens')
    .selectAll()
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** As they are called, those that are over too. */
export async function namesOfTokens(
  executor: Executor,
  teamId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await executor
    .selectFrom('api_tokens')
    .select(['id', 'name'])
    .where('team_id', '=', teamId)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
