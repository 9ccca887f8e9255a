import 'server-only'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { keepUsageDays } from './usage-days.ts'

/** What a generation costs, kept with it; limits by month; presses that wait for an admin. */
export const budgets: Migration = {
  async up(db) {
    const column = (name: string, type: 'text' | 'bigint') =>
      db.schema.alterTable('generations').addColumn(name, type).execute()
    await column('api_token_id', 'text')
    await column('budget_project_id', 'text')
    await column('token_price', 'bigint')
    await column('currency', 'text')
    await db.schema
      .alterTable('generations')
      .addColumn('may_be_charged', 'integer', (charged) => charged.notNull().defaultTo(0))
      .execute()
    await sql`update generations set budget_project_id = coalesce(moved_from, project_id)`.execute(db)
    await sql`update generations set may_be_charged = 1 where result_expires_at is not null`.execute(db)
    await keepUsageDays(db)
    // What ended is summed by day; only what has not ended is summed row by row, and stands in an index of its own with all that is summed.
    await db.schema.dropIndex('generations_by_end').execute()
    await db.schema
      .createIndex('generations_going')
      .on('generations')
      .columns([
        'team_id',
        'provider',
        'budget_project_id',
        'author_id',
        'api_token_id',
        'used_tokens',
        'estimated_tokens',
        'token_price',
        'currency',
      ])
      .where(sql.ref('finished_at'), 'is', null)
      .execute()
    await db.schema
      .createTable('budget_limits')
      .addColumn('id', 'text', (id) => id.primaryKey())
      .addColumn('team_id', 'text', (team) => team.notNull().references('teams.id'))
      .addColumn('scope', 'text', (scope) => scope.notNull())
      .addColumn('subject_id', 'text', (subject) => subject.notNull())
      .addColumn('tokens', 'bigint')
      .addColumn('money', 'bigint')
      .addColumn('currency', 'text', (currency) => currency.notNull())
      .addColumn('at_limit', 'text', (at) => at.notNull())
      .addColumn('updated_at', 'bigint', (at) => at.notNull())
      .execute()
    await db.schema
      .createIndex('budget_limits_of')
      .on('budget_limits')
      .columns(['team_id', 'scope', 'subject_id'])
      .unique()
      .execute()
    await db.schema
      .createTable('budget_requests')
      .addColumn('id', 'text', (id) => id.primaryKey())
      .addColumn('team_id', 'text', (team) => team.notNull().references('teams.id'))
      .addColumn('project_id', 'text', (project) => project.notNull())
      .addColumn('author_id', 'text', (author) => author.notNull())
      .addColumn('author_name', 'text', (name) => name.notNull())
      .addColumn('api_token_id', 'text')
      .addColumn('idempotency_key', 'text', (key) => key.notNull())
      .addColumn('idempotency_digest', 'text', (digest) => digest.notNull())
      .addColumn('press', 'text', (press) => press.notNull())
      .addColumn('takes', 'integer', (takes) => takes.notNull())
      .addColumn('tokens', 'bigint')
      .addColumn('money', 'bigint')
      .addColumn('currency', 'text')
      .addColumn('reason', 'text', (reason) => reason.notNull())
      .addColumn('state', 'text', (state) => state.notNull())
      .addColumn('created_at', 'bigint', (at) => at.notNull())
      .addColumn('decided_at', 'bigint')
      .addColumn('decided_by', 'text')
      .execute()
    await db.schema
      .createIndex('budget_requests_of_key')
      .on('budget_requests')
      .columns(['team_id', 'idempotency_key'])
      .unique()
      .execute()
    await db.schema
      .createIndex('budget_requests_waiting')
      .on('budget_requests')
      .columns(['team_id', 'state', 'created_at'])
      .execute()
  },
}
