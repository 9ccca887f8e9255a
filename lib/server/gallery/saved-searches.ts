import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import {
  MAX_SAVED_SEARCHES,
  type SavedSearch,
  type SavedSearchList,
  type SaveSearchInput,
} from '#lib/api/saved-searches.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { ProblemCode } from '#lib/seedance/problem.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { Database } from '#lib/server/database/database.ts'
import { newId } from '#lib/server/ids.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import { inTurnOfTeam } from '#lib/server/teams/team-store.ts'
import {
  deleteSavedSearch,
  findSavedSearch,
  insertSavedSearch,
  listSavedSearches,
  renameSavedSearch,
  type SavedSearchRow,
} from './saved-search-store.ts'

interface SearchServices {
  database: Database
  clock: Clock
}

/** By name. Throws AppError `not_found` for a project that is not the team's. */
export async function readSavedSearches(
  { database }: Pick<SearchServices, 'database'>,
  principal: Principal,
  project: string | undefined,
): Promise<SavedSearchList> {
  const projectId = await requireProjectId(database.db, principal, project)
  const rows = await listSavedSearches(database.db, principal, projectId)
  // Here and not in SQL: the engines order letters differently.
  const inOrder = rows.toSorted((one, other) => one.name.localeCompare(other.name))
  return { searches: inOrder.map((row) => showSearch(row, principal)) }
}

/** Throws AppError `not_found` for the project, `conflict` where the name is taken or the project has 100 of them. */
export async function saveSearch(
  services: SearchServices,
  principal: Principal,
  { project, name, query }: SaveSearchInput,
): Promise<SavedSearch> {
  const now = services.clock()
  return inTurnOfTeam(services.database, principal.teamId, async (transaction) => {
    const projectId = await requireProjectId(transaction, principal, project)
    const others = await listSavedSearches(transaction, principal, projectId)
    if (others.length >= MAX_SAVED_SEARCHES) throw tooMany()
    requireFreeName(others, name)
    const row: SavedSearchRow = {
      id: newId('sea', now),
      team_id: principal.teamId,
      project_id: projectId,
      author_id: principal.userId,
      name,
      query,
      created_at: now,
    }
    await insertSavedSearch(transaction, row)
    return showSearch(row, principal)
  })
}

/** Throws AppError `not_found`, `forbidden` for one of somebody else's, `conflict` where the name is taken. */
export async function renameSearch(
  services: Pick<SearchServices, 'database'>,
  principal: Principal,
  id: string,
  name: string,
): Promise<SavedSearch> {
  return inTurnOfTeam(services.database, principal.teamId, async (transaction) => {
    const row = requireOwn(await findSavedSearch(transaction, principal, id), principal)
    const others = await listSavedSearches(transaction, principal, row.project_id)
    requireFreeName(
      others.filter((other) => other.id !== id),
      name,
    )
    await renameSavedSearch(transaction, id, name)
    return showSearch({ ...row, name }, principal)
  })
}

/** Throws AppError `not_found`, `forbidden` for one of somebody else's. */
export async function removeSearch(
  services: Pick<SearchServices, 'database'>,
  principal: Principal,
  id: string,
): Promise<void> {
  await inTurnOfTeam(services.database, principal.teamId, async (transaction) => {
    requireOwn(await findSavedSearch(transaction, principal, id), principal)
    await deleteSavedSearch(transaction, id)
  })
}

function canChange(row: SavedSearchRow, { userId, role }: Principal): boolean {
  return row.author_id === userId || role === 'owner' || role === 'admin'
}

function showSearch(row: SavedSearchRow, principal: Principal): SavedSearch {
  return { id: row.id, name: row.name, query: row.query, canChange: canChange(row, principal) }
}

function requireOwn(row: SavedSearchRow | undefined, principal: Principal): SavedSearchRow {
  if (!row)
    throw new AppError('not_found', {
      en: 'This saved search is not there any more: somebody has deleted it. Save it anew if it is needed.',
      zh: '这个已保存的搜索已不存在，可能已被其他人删除。如仍需要，请重新保存。',
    })
  if (!canChange(row, principal))
    throw new AppError('forbidden', {
      en: `“${row.name}” was saved by somebody else. Only they, an admin or the owner can change it; save one of your own instead.`,
      zh: `“${row.name}”由其他人保存，只有保存者、管理员或所有者能更改。可以另存一个自己的。`,
    })
  return row
}

/** Case and Unicode spelling do not tell names apart. */
function requireFreeName(others: readonly SavedSearchRow[], name: string): void {
  const key = (text: string) => text.normalize('NFC').toLowerCase()
  const other = others.find((row) => key(row.name) === key(name))
  if (other)
    throw conflict('name', 'duplicate_name', {
      en: `There is a saved search called “${other.name}” already. Choose another name.`,
      zh: `已有名为“${other.name}”的搜索。请换一个名称。`,
    })
}

function tooMany(): AppError {
  return conflict('name', 'too_many', {
    en: `This project has ${MAX_SAVED_SEARCHES} saved searches, and that is as many as there can be. Delete one that nobody uses.`,
    zh: `这个项目已有 ${MAX_SAVED_SEARCHES} 个已保存的搜索，已达上限。请删除不再使用的。`,
  })
}

function conflict(field: string, code: ProblemCode, message: Sentence): AppError {
  return new AppError('conflict', message, { problems: [{ field, code, message }] })
}
