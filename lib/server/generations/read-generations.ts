import 'server-only'
import { ofWholeTeam } from '#lib/access/principal.ts'
import type { Principal, Sight } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Changes, GenerationList } from '#lib/api/generations.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { readBefore, writeBefore } from '#lib/server/database/before-mark.ts'
import { currentChange } from '#lib/server/database/change-counter.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { GenerationRow, MediaRow } from '#lib/server/database/tables.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import { projectNames } from '#lib/server/teams/team-store.ts'
import { findGeneration, listChanged, listGenerations } from './generation-store.ts'
import type { MediaReader } from './media-access.ts'
import { showGeneration } from './show-generation.ts'

export interface ReadServices {
  database: Database
  media: MediaReader
}

const MOST_PER_PAGE = 200
/** A number under which more was changed is a page of its own, so that a page always gets past a number. */
const CHANGES_PER_PAGE = 500

/**
 * Newest first, of one project or of all the team's. `before` is `nextBefore` of the page before. Throws AppError `invalid_request` for one
 * that we never gave, `not_found` for a project that is not the team's.
 */
export async function readGenerations(
  services: ReadServices,
  principal: Principal,
  page: { before?: string | undefined; limit?: number | undefined; projectId?: string | undefined } = {},
): Promise<GenerationList> {
  const { db } = services.database
  const limit = Math.min(Math.max(page.limit ?? 50, 1), MOST_PER_PAGE)
  if (page.projectId !== undefined) await requireProjectId(db, principal, page.projectId)
  // Before the rows: what changes in between is then sent once more by the first poll, and never missed.
  const cursor = await currentChange(db)
  const rows = await listGenerations(db, {
    sight: principal,
    ...(page.projectId === undefined ? {} : { projectId: page.projectId }),
    ...(page.before === undefined ? {} : { before: readBefore(page.before, 'gen') }),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    generations: await showGenerations(services, shown),
    ...(last === undefined ? {} : { nextBefore: writeBefore(last) }),
    cursor,
  }
}

/** Throws AppError `not_found`, also for one out of sight. */
export async function readGeneration(
  services: ReadServices,
  principal: Principal,
  id: string,
): Promise<Generation> {
  return showOne(services, requireRow(await findGeneration(services.database.db, principal, id)))
}

/**
 * What changed after the number `after` (0: everything), oldest change first, with the ids of what is gone. Undefined: nothing did. Read
 * again from the answer's `cursor` until nothing comes: a page holds 500, or all of one number. Of one project, what changed in the others is named among what is
 * gone, because it may have been moved there; that costs its id. Throws AppError `not_found` for a project that is not the team's.
 */
export async function changesAfter(
  services: ReadServices,
  principal: Principal,
  after: number,
  projectId?: string,
): Promise<Changes | undefined> {
  const { db } = services.database
  if (projectId !== undefined) await requireProjectId(db, principal, projectId)
  const upTo = await currentChange(db)
  if (upTo === after) return undefined
  // A number that was never given is from before a backup was put back: everything may be new.
  const from = after > upTo ? 0 : after
  const { rows, cursor } = await readChanged(db, { sight: principal, after: from, upTo })
  if (rows.length === 0) return undefined
  const { projects } = principal
  const isThere = ({ deleted_at: gone, project_id: project }: GenerationRow) =>
    gone === null &&
    (projectId === undefined || project === projectId) &&
    (projects === 'all' || projects.includes(project))
  const there = rows.filter(isThere)
  const generations: Generation[] = []
  for (let start = 0; start < there.length; start += CHANGES_PER_PAGE)
    generations.push(...(await showGenerations(services, there.slice(start, start + CHANGES_PER_PAGE))))
  return { cursor, generations, removed: rows.filter((row) => !isThere(row)).map(({ id }) => id) }
}

/** Rows that share a number with the first unread row come with it, so that the cursor can't step over them. */
async function readChanged(
  executor: Executor,
  range: { sight: Sight; after: number; upTo: number },
): Promise<{ rows: GenerationRow[]; cursor: number }> {
  const found = await listChanged(executor, { ...range, limit: CHANGES_PER_PAGE + 1 })
  const unread = found.length > CHANGES_PER_PAGE ? found.at(-1)?.version : undefined
  if (unread === undefined) return { rows: found, cursor: range.upTo }
  const rows = found.filter(({ version }) => version < unread)
  const last = rows.at(-1)
  if (last) return { rows, cursor: last.version }
  return {
    rows: await listChanged(executor, { ...range, after: unread - 1, upTo: unread }),
    cursor: unread,
  }
}

/** Rows as the studio's own API shows them, in the same order; two reads for all of them. */
export async function showGenerations(
  { database, media }: ReadServices,
  rows: readonly GenerationRow[],
): Promise<Generation[]> {
  const clips = rows.filter(({ clip_media_id: id }) => id !== null)
  const names = await projectNames(database.db, [...new Set(clips.map(({ project_id: id }) => id))])
  const files = await filesOf(media, clips)
  return rows.map((row) =>
    showGeneration(row, {
      clip: files.get(row.clip_media_id ?? ''),
      lastFrame: files.get(row.last_frame_media_id ?? ''),
      projectName: names.get(row.project_id) ?? '',
    }),
  )
}

export async function showOne(services: ReadServices, row: GenerationRow): Promise<Generation> {
  const [generation] = await showGenerations(services, [row])
  return requireRow(generation)
}

export function requireRow<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new AppError('not_found', NO_GENERATION)
  return row
}

const NO_GENERATION = {
  en: 'This generation does not exist, or was removed.',
  zh: '这条生成记录不存在，或已被删除。',
}

/** All rows are one team's: every read is scoped to a principal's. */
async function filesOf(
  media: MediaReader,
  rows: readonly GenerationRow[],
): Promise<ReadonlyMap<string, MediaRow>> {
  const [first] = rows
  if (first === undefined) return new Map()
  const ids = rows.flatMap(({ clip_media_id: clip, last_frame_media_id: frame }) =>
    [clip, frame].filter((id) => id !== null),
  )
  const found = await media.find([...new Set(ids)], ofWholeTeam(first.team_id))
  return new Map(found.map((row) => [row.id, row]))
}
