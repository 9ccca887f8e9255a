import 'server-only'
import type { Migration } from 'kysely/migration'

/** Clips in order, each with the frames that are shown of it. */
export const sequences: Migration = {
  async up(db) {
    await db.schema
      .createTable('sequences')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
      .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      // Of what it was joined to: one shot, take by take.
      .addColumn('shot_id', 'text', (column) => column.references('shots.id'))
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('sequences_of_project')
      .on('sequences')
      .columns(['project_id', 'updated_at', 'id'])
      .execute()
    await db.schema
      .createTable('sequence_parts')
      .addColumn('sequence_id', 'text', (column) =>
        column.notNull().references('sequences.id').onDelete('cascade'),
      )
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('part_id', 'text', (column) => column.notNull())
      .addColumn('clip_id', 'text', (column) => column.notNull().references('generations.id'))
      .addColumn('in_frame', 'integer', (column) => column.notNull())
      .addColumn('out_frame', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('sequence_parts_key', ['sequence_id', 'position'])
      .execute()
    await db.schema.createIndex('sequence_parts_of_clip').on('sequence_parts').column('clip_id').execute()
  },
}
