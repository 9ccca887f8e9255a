import 'server-only'
import type { Executor } from '#lib/server/database/database.ts'
import type { InviteRow } from '#lib/server/database/tables.ts'

/** The SQL of `invites`. */

export async function insertInvite(executor: Executor, row: InviteRow): Promise<void> {
  await executor.insertInto('invites').values(row).execute()
}

/** Those that still open the door, newest first. */
export function listOpenInvites(executor: Executor, teamId: string, now: number): Promise<InviteRow[]> {
  return open(executor, now).where('team_id', '=', teamId).orderBy('id', 'desc').execute()
}

/** Undefined for one that is used, revoked, over or never was. */
export function findInviteByHash(
  executor: Executor,
  secretHash: string,
  now: number,
): Promise<InviteRow | undefined> {
  return open(executor, now).where('secret_hash', '=', secretHash).executeTakeFirst()
}

/** The newest that was made for this address. */
export function findInviteByEmail(
  executor: Executor,
  email: string,
  now: number,
): Promise<InviteRow | undefined> {
  return open(executor, now).where('email', '=', email).orderBy('id', 'desc').executeTakeFirst()
}

function open(executor: Executor, now: number) {
  return executor
    .selectFrom('invites')
    .selectAll()
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
}

/** In one statement, so that of two who press at the same moment one gets it. */
export async function takeInvite(executor: Executor, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await executor
    .updateTable('invites')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Nobody came of it after all. */
export async function giveInviteBack(executor: Executor, id: string): Promise<void> {
  await executor.updateTable('invites').set({ used_at: null }).where('id', '=', id).execute()
}

export async function nameInvited(executor: Executor, id: string, userId: string): Promise<void> {
  await executor.updateTable('invites').set({ used_by: userId }).where('id', '=', id).execute()
}

/** Undefined: it is none of the team's open ones. */
export function revokeInviteRow(
  executor: Executor,
  { teamId, id, now }: { teamId: string; id: string; now: number },
): Promise<InviteRow | undefined> {
  return executor
    .updateTable('invites')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
}
