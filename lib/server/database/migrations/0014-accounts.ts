import 'server-only'
import type { Migration } from 'kysely/migration'

/** How people come in, and the number that says whether what is remembered of who may what still holds. */
export const accounts: Migration = {
  async up(db) {
    await db.schema
      .createTable('invites')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      // '' for whoever has the link.
      .addColumn('email', 'text', (column) => column.notNull())
      // JSON list of ids.
      .addColumn('project_ids', 'text', (column) => column.notNull())
      .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('used_at', 'bigint')
      .addColumn('used_by', 'text')
      .addColumn('revoked_at', 'bigint')
      .execute()
    await db.schema.createIndex('invites_of_team').on('invites').columns(['team_id', 'id']).execute()
    await db.schema
      .createTable('access_epoch')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('value', 'bigint', (column) => column.notNull())
      .execute()
    await db.insertInto('access_epoch').values({ id: 1, value: 0 }).execute()
  },
}
