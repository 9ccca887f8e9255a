import 'server-only'
import type { Migration } from 'kysely/migration'

/** Links for people outside, and what their guests did. */
export const shares: Migration = {
  async up(db) {
    await db.schema
      .createTable('shares')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
      .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('author_name', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('target_ids', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
      .addColumn('ending', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('password_hash', 'text')
      .addColumn('password_version', 'integer', (column) => column.notNull())
      .addColumn('allow_download', 'integer', (column) => column.notNull())
      .addColumn('allow_comments', 'integer', (column) => column.notNull())
      .addColumn('allow_verdict', 'integer', (column) => column.notNull())
      .addColumn('show_prompt', 'integer', (column) => column.notNull())
      .addColumn('link_preview', 'integer', (column) => column.notNull())
      .addColumn('watermark', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('revoked_at', 'bigint')
      .execute()
    await db.schema.createIndex('shares_of_team').on('shares').columns(['team_id', 'id']).execute()
    await db.schema
      .createTable('share_visits')
      .addColumn('share_id', 'text', (column) => column.notNull().references('shares.id'))
      .addColumn('day', 'integer', (column) => column.notNull())
      .addColumn('visitor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('generation_id', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('first_at', 'bigint', (column) => column.notNull())
      .addColumn('last_at', 'bigint', (column) => column.notNull())
      .addColumn('guest_name', 'text')
      .addPrimaryKeyConstraint('share_visits_key', ['share_id', 'day', 'visitor', 'action', 'generation_id'])
      .execute()
  },
}
