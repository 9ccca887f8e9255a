import 'server-only'
import { sql, type SqlBool } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { AuditEventRow } from '#lib/server/database/tables.ts'

/** The SQL of `audit_events`. Nothing changes a row; what is older than a year is removed. */

export async function insertAuditEvents(executor: Executor, rows: readonly AuditEventRow[]): Promise<void> {
  if (rows.length > 0) await executor.insertInto('audit_events').values(rows).execute()
}

export interface AuditFilter {
  teamId: string
  /** The part of an action before its dot. */
  subject?: string | undefined
  actorId?: string | undefined
  projectId?: string | undefined
  /** Epoch ms, this moment included. */
  from?: number | undefined
  /** Epoch ms, this moment left out. */
  until?: number | undefined
}

export interface AuditPage extends AuditFilter {
  /** Only what is older than this one. */
  before?: { createdAt: number; id: string } | undefined
  limit: number
}

/** Newest first. */
export function listAuditEvents(executor: Executor, page: AuditPage): Promise<AuditEventRow[]> {
  const { teamId, subject, actorId, projectId, from, until, before, limit } = page
  return executor
    .selectFrom('audit_events')
    .selectAll()
    .where('team_id', '=', teamId)
    .$if(subject !== undefined, (query) => query.where(isAbout(subject ?? '')))
    .$if(actorId !== undefined, (query) => query.where('actor_id', '=', actorId ?? ''))
    .$if(projectId !== undefined, (query) => query.where('project_id', '=', projectId ?? ''))
    .$if(from !== undefined, (query) => query.where('at', '>=', from ?? 0))
    .$if(until !== undefined, (query) => query.where('at', '<', until ?? 0))
    .$if(before !== undefined, (query) =>
      query.where(sql<SqlBool>`(at, id) < (${before?.createdAt ?? 0}, ${before?.id ?? ''})`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** A subject is of letters alone: nothing in it is a sign of `like`. */
function isAbout(subject: string) {
  return sql<SqlBool>`action like ${`${subject}.%`}`
}

/** Who is named in it, each once, by what they were called last. */
export async function listAuditActors(
  executor: Executor,
  teamId: string,
): Promise<{ id: string; kind: string; name: string }[]> {
  return executor
    .selectFrom('audit_events')
    .select(({ fn }) => ['actor_id as id', 'actor_kind as kind', fn.max('actor_name').as('name')])
    .where('team_id', '=', teamId)
    .where('actor_id', '!=', '')
    .groupBy(['actor_id', 'actor_kind'])
    .orderBy('actor_kind')
    .orderBy('name')
    .limit(MOST_ACTORS)
    .execute()
}

/** More is no list that anybody chooses from. */
const MOST_ACTORS = 300

/** Of all teams. Answers how many went. */
export async function removeAuditEventsBefore(executor: Executor, at: number): Promise<number> {
  const { numDeletedRows } = await executor.deleteFrom('audit_events').where('at', '<', at).executeTakeFirst()
  return Number(numDeletedRows)
}
