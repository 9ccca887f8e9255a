import 'server-only'
import type { Migration } from 'kysely/migration'

/** What one press made together, what was retried as what, and what a month has used. */
export const batches: Migration = {
  async up(db) {
    await db.schema
      .createTable('batches')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
      .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .alterTable('generations')
      .addColumn('batch_id', 'text', (column) => column.references('batches.id'))
      .execute()
    await db.schema
      .alterTable('generations')
      .addColumn('retry_of', 'text', (column) => column.references('generations.id'))
      .execute()
    const index = (name: string, columns: string[]) =>
      db.schema.createIndex(name).on('generations').columns(columns).execute()
    await index('generations_of_batch', ['batch_id', 'created_at', 'id'])
    // What has not ended has no finished_at, so one index finds both the month and what is in flight.
    await index('generations_by_end', ['team_id', 'finished_at'])
    // The model stands in it too: the oldest unsent of the models that have a free place are found without reading their rows.
    await db.schema.dropIndex('generations_unsent').execute()
    await index('generations_unsent', ['provider', 'state', 'created_at', 'id', 'model'])
  },
}
