import 'server-only'
import type { Selectable } from 'kysely'
import type { Principal, Sight } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { MAX_PROJECTS, type Project, type ProjectList } from '#lib/api/projects.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Problem, ProblemCode } from '#lib/seedance/problem.ts'
import { actorOf, type AuditEntry, recordAudit } from '#lib/server/audit/record-audit.ts'
import { raiseAccessEpoch } from '#lib/server/auth/access-epoch.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import { noSuchProject } from './require-project.ts'
import {
  addProjectMembers,
  inTurnOfTeam,
  insertProject,
  listProjects,
  renameProjectRow,
} from './team-store.ts'

interface ProjectServices {
  database: Database
  clock: Clock
}

type ProjectRow = Selectable<Tables['projects']>

/** By name; numbers in names count as numbers. */
export async function readProjects(
  { database }: Pick<ProjectServices, 'database'>,
  principal: Principal,
): Promise<ProjectList> {
  const projects = showProjects(await listProjects(database.db, principal))
  return { projects: projects.toSorted((one, other) => BY_NAME.compare(one.name, other.name)) }
}

const BY_NAME = new Intl.Collator('en', { numeric: true })

/** Throws AppError `conflict` where the name is taken or the team has 200 projects. */
export async function createProject(
  services: ProjectServices,
  principal: Principal,
  { name, isPrivate = false }: { name: string; isPrivate?: boolean },
): Promise<Project> {
  const now = services.clock()
  const row: ProjectRow = {
    id: newId('prj', now),
    team_id: principal.teamId,
    name,
    visibility: isPrivate ? 'private' : 'team',
    created_at: now,
    updated_at: now,
  }
  return inTurn(services, principal, async (transaction, rows) => {
    requireFreeName(rows, row)
    if (rows.length >= MAX_PROJECTS) throw tooMany()
    await insertProject(transaction, row)
    if (isPrivate) {
      const member = { user_id: principal.userId, added_by: principal.userId, created_at: now }
      await addProjectMembers(transaction, [row.id], member)
    }
    // Else it would be out of its own maker's sight for as long as they are remembered.
    await raiseAccessEpoch(transaction)
    await recordAudit(transaction, entryOf(principal, 'project.created', row, now))
    return { id: row.id, name, isFirst: rows.length === 0, ...(isPrivate && { isPrivate: true }) }
  })
}

/** Throws AppError `not_found`, `conflict` where another has the name. */
export async function renameProject(
  services: ProjectServices,
  principal: Principal,
  id: string,
  { name }: { name: string },
): Promise<Project> {
  return inTurn(services, principal, async (transaction, rows) => {
    const project = showProjects(rows).find((one) => one.id === id)
    if (!project) throw noSuchProject()
    requireFreeName(rows, { id, name })
    const now = services.clock()
    await renameProjectRow(transaction, id, { name, updated_at: now })
    await recordAudit(transaction, entryOf(principal, 'project.renamed', { id, name }, now))
    return { ...project, name }
  })
}

function entryOf(
  principal: Principal,
  action: 'project.created' | 'project.renamed',
  { id, name }: Pick<ProjectRow, 'id' | 'name'>,
  at: number,
): AuditEntry {
  const { teamId } = principal
  const actor = actorOf(principal)
  return { teamId, actor, action, at, projectId: id, targetId: id, details: { name } }
}

/** `rows`: the oldest first. */
function showProjects(rows: readonly ProjectRow[]): Project[] {
  return rows.map(({ id, name, visibility }, index) => ({
    id,
    name,
    isFirst: index === 0,
    ...(visibility === 'private' && { isPrivate: true }),
  }))
}

function inTurn<Result>(
  { database }: ProjectServices,
  sight: Sight,
  work: (transaction: Executor, rows: readonly ProjectRow[]) => Promise<Result>,
): Promise<Result> {
  return inTurnOfTeam(database, sight.teamId, async (transaction) =>
    work(transaction, await listProjects(transaction, sight)),
  )
}

/** Among those in sight, so that a name tells nobody of a project that is hidden from them. There are never many, so the names are compared here and need no column of their own. */
function requireFreeName(rows: readonly ProjectRow[], { id, name }: { id: string; name: string }): void {
  const other = rows.find((row) => nameKey(row.name) === nameKey(name))
  if (other && other.id !== id) throw taken(other.name)
}

/** Case and Unicode spelling do not tell names apart. */
function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function taken(name: string): AppError {
  return conflict('duplicate_name', {
    en: `The team has a project called “${name}”. Choose another name, or open that one.`,
    zh: `团队已有名为“${name}”的项目。请换一个名称，或打开那个项目。`,
  })
}

function tooMany(): AppError {
  return conflict('too_many', {
    en: `The team has ${MAX_PROJECTS} projects, and that is as many as there can be. Rename one that nobody needs any more.`,
    zh: `团队已有 ${MAX_PROJECTS} 个项目，已达上限。请把不再需要的项目改名来用。`,
  })
}

function conflict(code: ProblemCode, message: Sentence): AppError {
  const problem: Problem = { field: 'name', code, message }
  return new AppError('conflict', message, { problems: [problem] })
}
