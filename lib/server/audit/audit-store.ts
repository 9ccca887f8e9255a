import 'server-only'
import type { Executor } from '#lib/server/database/database.ts'
import type { AuditEventRow } from '#lib/server/database/tables.ts'

/** The SQL of `audit_events`. Nothing changes a row; what is older than a year is removed. */

export async function insertAuditEvents(executor: Executor, rows: readonly AuditEventRow[]): Promise<void> {
  if (rows.length > 0) await executor.insertInto('audit_events').values(rows).execute()
}
