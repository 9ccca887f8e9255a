import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Everything that a studio keeps: of every table how many rows, and what is in them all, by table; every file, with its size.
 * Two snapshots that are equal mean that nothing was changed in between.
 */
export function snapshotOf(dataDir: string): Record<string, string> {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const seen: Record<string, string> = {}
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(dataDir, path)
    // The log and index of a database come and go; what is in them is read through the database.
    if (/-(wal|shm)$/.test(name)) continue
    if (name.endsWith('.sqlite')) Object.assign(seen, tablesOf(path, name))
    else {
      // What was being thrown away may be gone by now.
      const file = statSync(path, { throwIfNoEntry: false })
      if (file) seen[name] = `${file.size} bytes`
    }
  }
  return seen
}

/** How far the studio has followed its own changes, which it does at its own pace. */
const FOLLOWED = new Set(['webhook_progress'])

function tablesOf(path: string, name: string): Record<string, string> {
  const database = new Database(path, { readonly: true })
  try {
    const tables = database
      .prepare<[], { name: string }>("select name from sqlite_master where type = 'table' order by name")
      .all()
      .filter((table) => !FOLLOWED.has(table.name))
    return Object.fromEntries(
      tables.map((table) => {
        const rows = database.prepare<[], unknown>(`select * from "${table.name}"`).all()
        // Knocking is noted too.
        const said = JSON.stringify(rows, (key, value) => (key === 'last_used_at' ? undefined : value))
        const digest = createHash('sha256').update(said).digest('hex').slice(0, 12)
        return [`${name} ${table.name}`, `${rows.length} rows, ${digest}`]
      }),
    )
  } finally {
    database.close()
  }
}
