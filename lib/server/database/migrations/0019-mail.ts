import 'server-only'
import type { Migration } from 'kysely/migration'

/** In which language somebody is written to: the one that they last used the studio in. */
export const mail: Migration = {
  async up(db) {
    await db.schema.alterTable('notification_settings').addColumn('language', 'text').execute()
  },
}
