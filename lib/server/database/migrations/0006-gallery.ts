import 'server-only'
import { type Kysely, SqliteAdapter, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What people say of clips (rating, pick, tags, favourites, saved searches, what was made from what), and the gallery's own table: a narrow
 * row for each generation with what it is filtered and sorted by, and the words it is found by. The latter is derived and can be
 * thrown away and filled again.
 */
export const gallery: Migration = {
  async up(db) {
    await addJudgements(db)
    await createTags(db)
    await createLineage(db)
    await createSavedSearches(db)
    await createEntries(db)
    await createSearch(db)
  },
}

async function addJudgements(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('generations')
    .addColumn('rating', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('generations').addColumn('pick', 'text').execute()
  // The gallery's table follows the changes of all teams in one order.
  await db.schema.createIndex('generations_by_change').on('generations').columns(['version', 'id']).execute()
  await db.schema
    .createTable('favourites')
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('generation_id', 'text', (column) => column.notNull().references('generations.id'))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('favourites_key', ['user_id', 'generation_id'])
    .execute()
}

async function createTags(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('generation_tags')
    .addColumn('generation_id', 'text', (column) => column.notNull().references('generations.id'))
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('tag', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('generation_tags_key', ['generation_id', 'tag'])
    .execute()
  await db.schema
    .createIndex('generation_tags_by_tag')
    .on('generation_tags')
    .columns(['team_id', 'tag', 'generation_id'])
    .execute()
}

async function createLineage(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('generation_sources')
    .addColumn('generation_id', 'text', (column) => column.notNull().references('generations.id'))
    .addColumn('source_id', 'text', (column) => column.notNull().references('generations.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('generation_sources_key', ['generation_id', 'source_id', 'kind'])
    .execute()
  await db.schema
    .createIndex('generation_sources_by_source')
    .on('generation_sources')
    .column('source_id')
    .execute()
}

async function createSavedSearches(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('saved_searches')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull().references('teams.id'))
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('query', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('saved_searches_by_name')
    .unique()
    .on('saved_searches')
    .columns(['team_id', 'project_id', 'name'])
    .execute()
}

async function createEntries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('gallery_entries')
    // Also the row's number in the table of words, which knows nothing but numbers.
    .addColumn('entry', isSqlite(db) ? 'integer' : 'bigserial', (column) => column.primaryKey())
    .addColumn('generation_id', 'text', (column) => column.notNull().unique().references('generations.id'))
    .addColumn('team_id', 'text', (column) => column.notNull())
    .addColumn('project_id', 'text', (column) => column.notNull())
    .addColumn('shot_id', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('ratio', 'text', (column) => column.notNull())
    .addColumn('resolution', 'text', (column) => column.notNull())
    .addColumn('duration_ms', 'integer', (column) => column.notNull())
    .addColumn('has_clip', 'integer', (column) => column.notNull())
    .addColumn('rating', 'integer', (column) => column.notNull())
    .addColumn('pick', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('deleted_at', 'bigint')
    .execute()
  const index = (name: string, columns: string[]) =>
    db.schema
      .createIndex(name)
      .on('gallery_entries')
      .columns(['project_id', 'deleted_at', ...columns])
      .execute()
  // With every column that is filtered or counted by: at 100,000 clips a count then takes 6 ms and not 64.
  const filters = ['state', 'model', 'author_id', 'ratio', 'resolution', 'pick']
  const order = ['created_at', 'generation_id']
  await index('gallery_newest', [...order, ...filters, 'rating', 'duration_ms', 'shot_id'])
  await index('gallery_best', ['rating', ...order])
  await index('gallery_longest', ['duration_ms', ...order])
  await db.schema
    .createTable('gallery_progress')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('generation_id', 'text', (column) => column.notNull())
    .execute()
  await sql`insert into gallery_progress (id, version, generation_id) values (1, 0, '')`.execute(db)
}

/**
 * Words come ready cut (search-words.ts) and hold letters, marks and digits only. FTS5's `ascii` tokenizer parts text at ASCII's own signs
 * and at nothing else, so every word stays whole; `array_to_tsvector` goes past PostgreSQL's parser altogether.
 */
async function createSearch(db: Kysely<unknown>): Promise<void> {
  if (isSqlite(db)) {
    await sql`create virtual table gallery_words using fts5(
      words, content='', contentless_delete=1, detail='none', tokenize='ascii', prefix='1 2 3'
    )`.execute(db)
    return
  }
  await sql`create table gallery_words (
    entry bigint primary key references gallery_entries (entry) on delete cascade,
    words tsvector not null
  )`.execute(db)
  await sql`create index gallery_words_found on gallery_words using gin (words)`.execute(db)
}

function isSqlite(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}
