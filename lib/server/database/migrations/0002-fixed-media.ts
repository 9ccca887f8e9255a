import 'server-only'
import type { Migration } from 'kysely/migration'

/** Which file a fixed one was made from. */
export const fixedMedia: Migration = {
  async up(db) {
    await db.schema
      .alterTable('media')
      .addColumn('made_from', 'text', (column) => column.references('media.id'))
      .execute()
  },
}
