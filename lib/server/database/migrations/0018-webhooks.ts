import 'server-only'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What programs elsewhere are told, and how far the changes are followed. */
export const webhooks: Migration = {
  async up(db) {
    await db.schema
      .createTable('webhooks')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
      .addColumn('project_id', 'text', (column) => column.references('projects.id'))
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('events', 'text', (column) => column.notNull())
      .addColumn('salt', 'text', (column) => column.notNull())
      .addColumn('is_on', 'integer', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('webhooks_of_team').on('webhooks').columns(['team_id', 'id']).execute()
    await db.schema
      .createTable('generation_callbacks')
      .addColumn('generation_id', 'text', (column) => column.primaryKey())
      .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
      .addColumn('token_id', 'text', (column) => column.notNull().references('api_tokens.id'))
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('format', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('generation_callbacks_by_age')
      .on('generation_callbacks')
      .column('created_at')
      .execute()
    await createDeliveries(db)
    await createProgress(db)
  },
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhook_deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('hook_id', 'text', (column) => column.notNull())
    .addColumn('generation_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('last_at', 'bigint')
    .addColumn('last_status', 'integer')
    .addColumn('last_ms', 'integer')
    .addColumn('last_error', 'text')
    .addColumn('last_answer', 'text')
    .addUniqueConstraint('webhook_deliveries_once', ['hook_id', 'generation_id', 'status'])
    .execute()
  const index = (name: string, columns: string[]) =>
    db.schema.createIndex(name).on('webhook_deliveries').columns(columns).execute()
  await index('webhook_deliveries_due', ['due_at', 'host'])
  await index('webhook_deliveries_of_hook', ['hook_id', 'created_at', 'id'])
  await index('webhook_deliveries_by_age', ['created_at'])
  await index('webhook_deliveries_of_team', ['team_id', 'kind', 'created_at', 'id'])
}

/** What happened before there were webhooks is told to nobody. */
async function createProgress(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhook_progress')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('generation_id', 'text', (column) => column.notNull())
    .execute()
  await sql`insert into webhook_progress (id, version, generation_id)
    select 1, value, '' from change_counter where id = 1`.execute(db)
}
