import 'server-only'
import type { Migration } from 'kysely/migration'

/** Whether a link shows its guests all that is said of its clips, or only what is said through it. Links that there are show the latter. */
export const commentsForGuests: Migration = {
  async up(db) {
    await db.schema
      .alterTable('shares')
      .addColumn('show_all_comments', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
