import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Comments, reactions, verdicts, who was asked for one, and what people should know of. */
export const review: Migration = {
  async up(db) {
    await createComments(db)
    await createVerdicts(db)
    await createNotifications(db)
    // Derived, and followed from the changes: nothing has a verdict yet.
    await db.schema
      .alterTable('gallery_entries')
      .addColumn('verdict', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
  },
}

async function createComments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('comments')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('clip_id', 'text', (column) => column.notNull().references('generations.id'))
    .addColumn('parent_id', 'text', (column) => column.references('comments.id'))
    .addColumn('author_kind', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('author_name', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('frame_from', 'integer')
    .addColumn('frame_to', 'integer')
    .addColumn('drawing', 'text')
    .addColumn('resolved_at', 'bigint')
    .addColumn('resolved_by', 'text')
    .addColumn('made_into', 'text', (column) => column.references('generations.id'))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('edited_at', 'bigint')
    .addColumn('removed_at', 'bigint')
    .execute()
  await db.schema.createIndex('comments_of_clip').on('comments').columns(['clip_id', 'id']).execute()
  await db.schema
    .createTable('comment_reactions')
    .addColumn('comment_id', 'text', (column) => column.notNull().references('comments.id'))
    .addColumn('author_kind', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('author_name', 'text', (column) => column.notNull())
    .addColumn('emoji', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('comment_reactions_key', ['comment_id', 'author_kind', 'author_id', 'emoji'])
    .execute()
}

async function createVerdicts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('verdicts')
    .addColumn('clip_id', 'text', (column) => column.notNull().references('generations.id'))
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('author_kind', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('author_name', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('given_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('verdicts_key', ['clip_id', 'author_kind', 'author_id'])
    .execute()
  await db.schema
    .createTable('verdict_requests')
    .addColumn('clip_id', 'text', (column) => column.notNull().references('generations.id'))
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('asked_by', 'text', (column) => column.notNull())
    .addColumn('asked_by_name', 'text', (column) => column.notNull())
    .addColumn('asked_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('verdict_requests_key', ['clip_id', 'user_id'])
    .execute()
}

async function createNotifications(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('notifications')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('clip_id', 'text', (column) => column.references('generations.id'))
    .addColumn('comment_id', 'text', (column) => column.references('comments.id'))
    .addColumn('path', 'text')
    .addColumn('excerpt', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('read_at', 'bigint')
    .addColumn('mail_due_at', 'bigint')
    .addColumn('mail_attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createIndex('notifications_of')
    .on('notifications')
    .columns(['user_id', 'team_id', 'id'])
    .execute()
  await db.schema.createIndex('notifications_mail').on('notifications').column('mail_due_at').execute()
  await db.schema
    .createTable('notification_settings')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('by_mail', 'integer', (column) => column.notNull())
    .execute()
}
