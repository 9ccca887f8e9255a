import 'server-only'
import type { Migration } from 'kysely/migration'

/** The library lists a team's files of all projects, newest first, without the clips of generations that are gone. */
export const mediaOfTeam: Migration = {
  async up(db) {
    await db.schema
      .createIndex('media_of_team')
      .on('media')
      .columns(['team_id', 'created_at', 'id'])
      .execute()
    await db.schema
      .createIndex('generations_by_clip')
      .on('generations')
      .columns(['team_id', 'clip_media_id'])
      .execute()
  },
}
