import 'server-only'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Kysely, type Transaction } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MIGRATIONS } from './migrations/migrations.ts'
import { postgresDialect } from './postgres.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** What a store's function reads and writes through: the database itself or a transaction on it. */
export type Executor = Kysely<Tables>

export interface Database {
  readonly db: Kysely<Tables>
  readonly dialect: 'sqlite' | 'postgres'
  /**
   * Runs `work` in one transaction, begun IMMEDIATE on SQLite. Inside, use only the transaction handed in: SQLite has one
   * connection, and a query past the transaction would wait for it for ever.
   */
  transaction<Result>(work: (transaction: Transaction<Tables>) => Promise<Result>): Promise<Result>
  /** Brings the tables up to date. Safe to run from several processes at once. Throws what the failing migration threw. */
  migrate(): Promise<void>
  close(): Promise<void>
}

/** PostgreSQL under `url`, otherwise the SQLite file at `path` (its directory is made). Does not migrate. */
export async function openDatabase(where: { url?: string; path?: string }): Promise<Database> {
  if (where.url !== undefined) return wrap(new Kysely({ dialect: postgresDialect(where.url) }), 'postgres')
  if (where.path === undefined) throw new Error('openDatabase needs a url or a path')
  await mkdir(dirname(where.path), { recursive: true })
  return wrap(new Kysely({ dialect: sqliteDialect(where.path) }), 'sqlite')
}

function wrap(db: Kysely<Tables>, dialect: Database['dialect']): Database {
  return {
    db,
    dialect,
    transaction: (work) => db.transaction().execute(work),
    migrate: () => migrate(db),
    close: () => db.destroy(),
  }
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

/** Whether a write failed because a unique index already holds the value. On PostgreSQL the transaction is over then. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return (
    error.code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY' ||
    error.code === '23505'
  )
}
