import 'server-only'
import type { Migration } from 'kysely/migration'

/** Who sees which project, and files that are used outside the project that they were added to. */
export const access: Migration = {
  async up(db) {
    // 'team': every member sees it. 'private': its members alone, and who runs the team.
    await db.schema
      .alterTable('projects')
      .addColumn('visibility', 'text', (column) => column.notNull().defaultTo('team'))
      .execute()
    await db.schema
      .createTable('project_members')
      .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('added_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('project_members_key', ['project_id', 'user_id'])
      .execute()
    await db.schema.createIndex('project_members_of').on('project_members').column('user_id').execute()
    await db.schema
      .createTable('media_shown')
      .addColumn('media_id', 'text', (column) => column.notNull().references('media.id'))
      .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
      .addPrimaryKeyConstraint('media_shown_key', ['media_id', 'project_id'])
      .execute()
    // The project that a take was in before the one it is in.
    await db.schema.alterTable('generations').addColumn('moved_from', 'text').execute()
  },
}
