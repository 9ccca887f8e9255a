import 'server-only'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The tables of tables.ts. A migration is frozen in time: it names columns itself and imports no type that may change. */
export const foundation: Migration = {
  async up(db) {
    await createPlaces(db)
    await createMedia(db)
    await createGenerations(db)
    await createGenerationIndexes(db)
    await db.schema
      .createTable('change_counter')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('value', 'bigint', (column) => column.notNull())
      .execute()
    await db.insertInto('change_counter').values({ id: 1, value: 0 }).execute()
  },
}

async function createPlaces(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('teams')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('projects')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('projects_by_team')
    .on('projects')
    .columns(['team_id', 'created_at', 'id'])
    .execute()
  await db.schema
    .createTable('shots')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('next_take', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function createMedia(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('media')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('blob_key', 'text', (column) => column.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('duration_ms', 'integer')
    .addColumn('fps', 'double precision')
    .addColumn('has_audio', 'integer', (column) => column.notNull())
    .addColumn('poster_key', 'text')
    .addColumn('sprite_key', 'text')
    .addColumn('sprite_layout', 'text')
    .addColumn('thumbhash', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  // The same bytes uploaded again by the same team are found by their hash.
  await db.schema.createIndex('media_by_hash').on('media').columns(['team_id', 'sha256']).execute()
  await db.schema.createIndex('media_by_blob').on('media').column('blob_key').execute()
  await db.schema
    .createIndex('media_newest')
    .on('media')
    .columns(['team_id', 'project_id', 'created_at', 'id'])
    .execute()
}

async function createGenerations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('generations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
    .addColumn('shot_id', 'text', (column) => column.notNull().references('shots.id'))
    .addColumn('take', 'integer', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('idempotency_key', 'text', (column) => column.notNull())
    .addColumn('idempotency_digest', 'text', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('phase', 'text')
    .addColumn('progress', 'integer')
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('recipe', 'text', (column) => column.notNull())
    .addColumn('prompt_text', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('provider_task_id', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('submitted_at', 'bigint')
    .addColumn('started_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('cancel_requested', 'integer', (column) => column.notNull())
    .addColumn('absent_since', 'bigint')
    .addColumn('result_url', 'text')
    .addColumn('result_expires_at', 'bigint')
    .addColumn('last_frame_url', 'text')
    .addColumn('clip_media_id', 'text', (column) => column.references('media.id'))
    .addColumn('last_frame_media_id', 'text', (column) => column.references('media.id'))
    .addColumn('seed', 'bigint')
    .addColumn('estimated_tokens', 'bigint')
    .addColumn('used_tokens', 'bigint')
    .addColumn('problem', 'text')
    .addColumn('deleted_at', 'bigint')
    .addColumn('version', 'bigint', (column) => column.notNull())
    .execute()
}

async function createGenerationIndexes(db: Kysely<unknown>): Promise<void> {
  const unique = (name: string, columns: string[]) =>
    db.schema.createIndex(name).unique().on('generations').columns(columns).execute()
  const index = (name: string, columns: string[]) =>
    db.schema.createIndex(name).on('generations').columns(columns).execute()
  // One press, one row.
  await unique('generations_by_key', ['team_id', 'idempotency_key'])
  // No task is owned by two generations. Rows without a task do not count: both engines keep nulls apart.
  await unique('generations_by_task', ['provider', 'provider_task_id'])
  await unique('generations_by_take', ['shot_id', 'take'])
  await index('generations_by_version', ['team_id', 'version'])
  await index('generations_newest', ['team_id', 'created_at', 'id'])
  await index('generations_of_project', ['team_id', 'project_id', 'created_at', 'id'])
  // What the worker asks for, every tick: the oldest unsent, what is due, and how many are in flight.
  await index('generations_unsent', ['provider', 'state', 'created_at', 'id'])
  await index('generations_due', ['provider', 'state', 'due_at'])
}
