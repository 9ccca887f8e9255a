import 'server-only'
import type { Migration } from 'kysely/migration'

/** The gallery finds the takes of a shot, to show the one on top. */
export const shotStacks: Migration = {
  async up(db) {
    await db.schema.createIndex('gallery_of_shot').on('gallery_entries').column('shot_id').execute()
  },
}
