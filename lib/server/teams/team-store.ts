import 'server-only'
import type { Transaction } from 'kysely'
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

/** The project that work lands in when nobody names one: the team's oldest. */
export async function defaultProjectId(
  database: Pick<Database, 'db'>,
  teamId: string,
): Promise<string | undefined> {
  const row = await database.db
    .selectFrom('projects')
    .select('id')
    .where('team_id', '=', teamId)
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst()
  return row?.id
}

/** Undefined also where the project is another team's. */
export function findProject(
  executor: Executor,
  teamId: string,
  id: string,
): Promise<Tables['projects'] | undefined> {
  return executor
    .selectFrom('projects')
    .selectAll()
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .executeTakeFirst()
}

/** The oldest first: the one that work lands in when nobody names one. */
export function listProjects(executor: Executor, teamId: string): Promise<Tables['projects'][]> {
  return executor
    .selectFrom('projects')
    .selectAll()
    .where('team_id', '=', teamId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function insertProject(executor: Executor, row: Tables['projects']): Promise<void> {
  await executor.insertInto('projects').values(row).execute()
}

/** The caller knows that it is the team's. */
export async function renameProjectRow(
  executor: Executor,
  id: string,
  patch: Pick<Tables['projects'], 'name' | 'updated_at'>,
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
