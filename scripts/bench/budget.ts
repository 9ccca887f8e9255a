import { join } from 'node:path'
import { sql } from 'kysely'
import { startOfMonth } from '#lib/generation/budget.ts'
import { type Share, sumShares } from '#lib/server/budgets/usage-store.ts'
import { type Database, openDatabase } from '#lib/server/database/database.ts'
import { FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { insertManyClips } from '#lib/server/testing/many-clips.ts'
import { startPostgres } from '#lib/server/testing/postgres-setup.ts'
import { printTable, quantile } from './figures.ts'

const CLIPS = 100_000
const IN_FLIGHT = 500
const ROUNDS = 100
const NOW = Date.UTC(2026, 10, 30)
const SHARES: readonly Share[] = [
  { scope: 'team', subjectId: '', unit: 'tokens' },
  { scope: 'team', subjectId: '', unit: 'CNY' },
  { scope: 'project', subjectId: 'prj_1', unit: 'tokens' },
  { scope: 'person', subjectId: 'user_1', unit: 'CNY' },
]

/** What a press adds to find out where its limits stand, in a month of 100,000 clips, beside summing the rows themselves. */
export async function bench(scratch: string): Promise<void> {
  const server = await startPostgres()
  try {
    const sqlite = await openDatabase({ path: join(scratch, 'budget.sqlite') })
    const postgres = await openDatabase({ url: server.url })
    const rows = [await measure('SQLite', sqlite), await measure('PostgreSQL', postgres)]
    printTable(
      `Four limits of a month with ${CLIPS} clips of 8 people in 5 projects, ${IN_FLIGHT} in flight: ms`,
      [['', 'sums by day, p50', 'p99', 'the rows, p50', 'ratio'], ...rows],
    )
  } finally {
    await server.stop()
  }
}

async function measure(name: string, database: Database): Promise<(string | number)[]> {
  try {
    await fill(database)
    const counted = { teamId: FIRST_TEAM_ID, provider: { is: 'sandbox' } } as const
    const kept = await time(ROUNDS, database, (db) => sumShares(db, counted, startOfMonth(NOW), SHARES))
    const summed = await time(ROUNDS / 10, database, (db) =>
      sql`select sum(used_tokens), sum(used_tokens * token_price),
        sum(case when budget_project_id = 'prj_1' then used_tokens end),
        sum(case when author_id = 'user_1' then used_tokens * token_price end)
        from generations where team_id = ${FIRST_TEAM_ID} and finished_at >= ${startOfMonth(NOW)}`.execute(
        db,
      ),
    )
    const [ours, theirs] = [quantile(kept, 0.5), quantile(summed, 0.5)]
    return [name, ours, quantile(kept, 0.99), theirs, ours / theirs]
  } finally {
    await database.close()
  }
}

async function fill(database: Database): Promise<void> {
  await database.migrate()
  await insertManyClips(database, { count: CLIPS, newestAt: NOW, authorId: 'user_1', files: [] })
  const { db } = database
  const place = sql`cast(substr(id, 9) as bigint)`
  await sql`update generations set finished_at = cast(${startOfMonth(NOW)} as bigint) + ${place} * 20000,
    author_id = 'user_' || (${place} % 8), budget_project_id = 'prj_' || (${place} % 5)`.execute(db)
  await sql`update generations set finished_at = null where ${place} < ${IN_FLIGHT}`.execute(db)
  await sql`analyze`.execute(db)
}

async function time(
  rounds: number,
  database: Database,
  work: (db: Database['db']) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    await database.transaction(work)
    times.push(performance.now() - started)
  }
  return times
}
