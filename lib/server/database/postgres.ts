import 'server-only'
import { type Dialect, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'

const INT8 = 20

/** Connections per process. The worker, the routes and the sessions share them. */
const POOL_SIZE = 10

/** `url`: postgres://user:password@host:port/database. 8-byte integers are read as numbers: ours are times and sizes, below 2^53. */
export function postgresDialect(url: string): Dialect {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    types: {
      getTypeParser: (oid, format) =>
        oid === INT8 && format !== 'binary' ? Number : types.getTypeParser(oid, format),
    },
  })
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return new PostgresDialect({ pool })
}
