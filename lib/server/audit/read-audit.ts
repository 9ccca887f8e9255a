import 'server-only'
import * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import type { AuditEvent, AuditExport, AuditList, AuditQuery } from '#lib/api/audit.ts'
import { type Clock, DAY_MS } from '#lib/server/clock.ts'
import { readBefore } from '#lib/server/database/before-mark.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { AuditEventRow } from '#lib/server/database/tables.ts'
import { csvLine, textStream } from '#lib/server/http/csv.ts'
import { projectNames } from '#lib/server/teams/team-store.ts'
import { type AuditFilter, listAuditActors, listAuditEvents } from './audit-store.ts'
import { actorOf, recordAudit } from './record-audit.ts'

interface AuditServices {
  database: Database
  clock: Clock
}

const USUAL_PAGE = 50

/** Newest first. Throws AppError `invalid_request` for a `before` that we never gave. */
export async function readAudit(
  { database: { db } }: Pick<AuditServices, 'database'>,
  { teamId }: Principal,
  { before, limit = USUAL_PAGE, ...query }: AuditQuery,
): Promise<AuditList> {
  const rows = await listAuditEvents(db, {
    ...filterOf(teamId, query),
    before: before === undefined ? undefined : readBefore(before, 'aud'),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    events: await showEvents(db, shown),
    ...(last && { nextBefore: `${last.at}.${last.id}` }),
    ...(before === undefined && { actors: await listAuditActors(db, teamId) }),
  }
}

const ROWS_AT_ONCE = 500
const COLUMNS = [
  'time',
  'actor_kind',
  'actor_id',
  'actor',
  'action',
  'project',
  'target_id',
  'details',
] as const

/**
 * All of it as a file, written while it is read, so that a year of a busy team takes no memory. That it was taken is an event too. `csv`: a
 * line each, by RFC 4180; `json`: one object a line.
 */
export async function exportAudit(
  { database, clock }: AuditServices,
  principal: Principal,
  { format, ...query }: AuditExport,
): Promise<Response> {
  const now = clock()
  const filter = filterOf(principal.teamId, query)
  await recordAudit(database.db, {
    teamId: principal.teamId,
    actor: actorOf(principal),
    action: 'audit.exported',
    at: now,
    details: { format, ...(query.from && { from: query.from }), ...(query.to && { to: query.to }) },
  })
  const lines = linesOf(database.db, filter, format)
  const name = `seedreel-audit-${new Date(now).toISOString().slice(0, 10)}.${format === 'csv' ? 'csv' : 'jsonl'}`
  return new Response(textStream(lines), {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}

async function* linesOf(
  executor: Executor,
  filter: AuditFilter,
  format: AuditExport['format'],
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(COLUMNS)
  let before: { createdAt: number; id: string } | undefined
  for (;;) {
    const rows = await listAuditEvents(executor, { ...filter, before, limit: ROWS_AT_ONCE })
    for (const event of await showEvents(executor, rows))
      yield format === 'csv' ? csvLine(cellsOf(event)) : `${JSON.stringify(inWords(event))}\n`
    const last = rows.at(-1)
    if (last === undefined || rows.length < ROWS_AT_ONCE) return
    before = { createdAt: last.at, id: last.id }
  }
}

function inWords({ at, ...event }: AuditEvent) {
  return { time: new Date(at).toISOString(), ...event }
}

function cellsOf({ at, actor, action, projectName, projectId, targetId, details }: AuditEvent): string[] {
  const what = JSON.stringify(details)
  const project = projectName ?? projectId ?? ''
  const time = new Date(at).toISOString()
  return [time, actor.kind, actor.id, actor.name, action, project, targetId ?? '', what]
}

function filterOf(
  teamId: string,
  { subject, actor, project, from, to }: Omit<AuditQuery, 'before' | 'limit'>,
): AuditFilter {
  return {
    teamId,
    subject,
    actorId: actor,
    projectId: project,
    from: from === undefined ? undefined : Date.parse(from),
    until: to === undefined ? undefined : Date.parse(to) + DAY_MS,
  }
}

async function showEvents(executor: Executor, rows: readonly AuditEventRow[]): Promise<AuditEvent[]> {
  const names = await projectNames(executor, [...new Set(rows.flatMap(({ project_id: id }) => id ?? []))])
  return rows.map((row) => {
    const projectName = names.get(row.project_id ?? '')
    return {
      id: row.id,
      at: row.at,
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
      action: row.action,
      ...(row.project_id !== null && { projectId: row.project_id }),
      ...(projectName !== undefined && { projectName }),
      ...(row.target_id !== null && { targetId: row.target_id }),
      details: readDetails(row.details),
    }
  })
}

const detailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

function readDetails(text: string): AuditEvent['details'] {
  const read = z.safeParse(detailsSchema, JSON.parse(text))
  return read.success ? read.data : {}
}
