import 'server-only'
import type { Migration } from 'kysely/migration'

/** What has left the bin for good, and which files are still to be removed for it. */
export const purges: Migration = {
  async up(db) {
    await db.schema
      .createTable('purges')
      .addColumn('generation_id', 'text', (column) => column.primaryKey().references('generations.id'))
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('files', 'text', (column) => column.notNull())
      .addColumn('purged_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('purges_open').on('purges').columns(['state', 'generation_id']).execute()
    // A file that goes is looked for wherever rows may point to it; without these, each time in every row.
    await db.schema.createIndex('generations_of_clip').on('generations').column('clip_media_id').execute()
    await db.schema
      .createIndex('generations_of_last_frame')
      .on('generations')
      .column('last_frame_media_id')
      .execute()
    await db.schema.createIndex('media_made_from').on('media').column('made_from').execute()
    await db.schema
      .createIndex('generations_in_bin')
      .on('generations')
      .columns(['deleted_at', 'id'])
      .where('deleted_at', 'is not', null)
      .execute()
  },
}
