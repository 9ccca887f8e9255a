import 'server-only'
import type { Migration } from 'kysely/migration'

/** Who did what. Rows are only ever added, and go after a year. */
export const audit: Migration = {
  async up(db) {
    await db.schema
      .createTable('audit_events')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('actor_kind', 'text', (column) => column.notNull())
      .addColumn('actor_id', 'text', (column) => column.notNull())
      .addColumn('actor_name', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('project_id', 'text')
      .addColumn('target_id', 'text')
      .addColumn('details', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('audit_newest').on('audit_events').columns(['team_id', 'at', 'id']).execute()
    await db.schema.createIndex('audit_oldest').on('audit_events').column('at').execute()
  },
}
