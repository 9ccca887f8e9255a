import 'server-only'
import { inSight } from '#lib/server/database/in-sight.ts'
import type { Sight } from '#lib/access/principal.ts'
import type { Insertable, Selectable, Transaction } from 'kysely'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'

/**
 * Teams and their projects. The first of each has a fixed id, so that processes that boot at the same time make one
 * and the same.
 */
export const FIRST_TEAM_ID = 'team_first'
export const FIRST_PROJECT_ID = 'prj_first'

/** Safe to call at every start. */
export async function ensureFirstTeam(database: Pick<Database, 'db'>, now: number): Promise<void> {
  const { db } = database
  await db
    .insertInto('teams')
    .values({ id: FIRST_TEAM_ID, name: 'My team', created_at: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await db
    .insertInto('projects')
    .values({
      id: FIRST_PROJECT_ID,
      team_id: FIRST_TEAM_ID,
      name: 'First project',
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** The project that work lands in when nobody names one: the oldest in sight. */
export async function defaultProjectId(
  database: Pick<Database, 'db'>,
  sight: Sight,
): Promise<string | undefined> {
  const row = await database.db
    .selectFrom('projects')
    .select('id')
    .where(inSight(sight, 'id'))
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst()
  return row?.id
}

/** Undefined also where the project is out of sight. */
export function findProject(
  executor: Executor,
  sight: Sight,
  id: string,
): Promise<Selectable<Tables['projects']> | undefined> {
  return executor
    .selectFrom('projects')
    .selectAll()
    .where('id', '=', id)
    .where(inSight(sight, 'id'))
    .executeTakeFirst()
}

/** The oldest first: the one that work lands in when nobody names one. */
export function listProjects(executor: Executor, sight: Sight): Promise<Selectable<Tables['projects']>[]> {
  return executor
    .selectFrom('projects')
    .selectAll()
    .where(inSight(sight, 'id'))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function insertProject(executor: Executor, row: Insertable<Tables['projects']>): Promise<void> {
  await executor.insertInto('projects').values(row).execute()
}

/** The ids of what a member without a say over the whole team sees, the oldest first. */
export async function listSeenProjects(
  executor: Executor,
  teamId: string,
  userId: string,
): Promise<string[]> {
  const own = executor.selectFrom('project_members').select('project_id').where('user_id', '=', userId)
  const rows = await executor
    .selectFrom('projects')
    .select('id')
    .where('team_id', '=', teamId)
    .where((where) => where.or([where('visibility', '=', 'team'), where('id', 'in', own)]))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Who is one already stays one. The caller knows that the projects are the team's. */
export async function addProjectMembers(
  executor: Executor,
  projectIds: readonly string[],
  member: Omit<Tables['project_members'], 'project_id'>,
): Promise<void> {
  if (projectIds.length === 0) return
  await executor
    .insertInto('project_members')
    .values([...new Set(projectIds)].map((id) => ({ ...member, project_id: id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** From all projects. */
export async function removeProjectMember(executor: Executor, userId: string): Promise<void> {
  await executor.deleteFrom('project_members').where('user_id', '=', userId).execute()
}

/** In the order in which they came. */
export async function listProjectMembers(executor: Executor, projectId: string): Promise<string[]> {
  const rows = await executor
    .selectFrom('project_members')
    .select('user_id')
    .where('project_id', '=', projectId)
    .orderBy('created_at')
    .orderBy('user_id')
    .execute()
  return rows.map(({ user_id: id }) => id)
}

export async function dropProjectMembers(
  executor: Executor,
  projectId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return
  await executor
    .deleteFrom('project_members')
    .where('project_id', '=', projectId)
    .where('user_id', 'in', userIds)
    .execute()
}

export async function setProjectVisibility(
  executor: Executor,
  id: string,
  visibility: 'team' | 'private',
): Promise<void> {
  await executor.updateTable('projects').set({ visibility }).where('id', '=', id).execute()
}

/** The caller knows that it is in sight. */
export async function renameProjectRow(
  executor: Executor,
  id: string,
  patch: Pick<Selectable<Tables['projects']>, 'name' | 'updated_at'>,
): Promise<void> {
  await executor.updateTable('projects').set(patch).where('id', '=', id).execute()
}

export async function projectNames(
  executor: Executor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await executor.selectFrom('projects').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/**
 * A transaction that reads and then writes: those of one team wait for one another, so that of two presses at the same moment the second finds
 * what the first has written. SQLite's transactions do so anyway.
 */
export function inTurnOfTeam<Result>(
  database: Database,
  teamId: string,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return database.transaction(async (transaction) => {
    if (database.dialect === 'postgres') await lockTeam(transaction, teamId)
    return work(transaction)
  })
}

/** PostgreSQL only: transactions of one team that read and then write wait for one another here. SQLite's do so anyway. */
async function lockTeam(executor: Executor, teamId: string): Promise<void> {
  await executor.selectFrom('teams').select('id').where('id', '=', teamId).forUpdate().execute()
}
