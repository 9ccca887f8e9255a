import 'server-only'
import type { Migration } from 'kysely/migration'

/** What a team sets up once and uses often: a model with its settings, or a prompt with places to fill in. */
export const presets: Migration = {
  async up(db) {
    await db.schema
      .createTable('presets')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('presets_by_name')
      .unique()
      .on('presets')
      .columns(['team_id', 'kind', 'name_key'])
      .execute()
  },
}
