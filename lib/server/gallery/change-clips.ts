import 'server-only'
import type { Transaction } from 'kysely'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ClipChange, ClipChangesAnswer } from '#lib/api/clip-changes.ts'
import { PICKS } from '#lib/api/gallery.ts'
import type { Clock } from '#lib/server/clock.ts'
import { actorOf, type AuditEntry, recordAudit } from '#lib/server/audit/record-audit.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import { findManyGenerations, judgeGenerations } from '#lib/server/generations/generation-store.ts'
import { findProject } from '#lib/server/teams/team-store.ts'
import { requireChangeable } from './changes-allowed.ts'
import { problemsOfChanges } from './change-problems.ts'
import { moveShots } from './move-shots.ts'
import { addFavourites, favouritesAmong, removeFavourites } from './favourite-store.ts'
import { purgedAmong } from './purge-store.ts'
import { addTag, removeTag, tagsOf } from './tag-store.ts'

export interface ChangeServices {
  database: Database
  clock: Clock
}

/**
 * Stars, picks, tags, favourites, the bin and the project, for many clips in one transaction: all of it or nothing. Answers with the
 * request that takes it back, which holds only what really changed. Throws AppError `unprocessable` with a problem at every id that is
 * not the team's, is said twice or can't be done that to, and `forbidden` where the role may judge but not delete or move.
 */
export async function changeClips(
  { database, clock }: ChangeServices,
  principal: Principal,
  changes: readonly ClipChange[],
): Promise<ClipChangesAnswer> {
  requireChangeable(principal, changes)
  return database.transaction(async (transaction) => {
    const version = await nextChange(transaction)
    const before = await readBefore(transaction, principal, changes)
    const problems = problemsOfChanges(changes, before)
    const [first] = problems
    if (first) throw new AppError('unprocessable', first.message, { problems })
    const done = changes.flatMap((change) => differenceOf(change, before))
    const others = await write(
      transaction,
      { version, now: clock(), principal, rows: before.rows },
      done.map(({ change }) => change),
    )
    await recordAudit(transaction, ...entriesOf(principal, before.rows, clock(), done))
    return { changed: done.length, undo: done.map(({ undo }) => undo), ...(others > 0 && { others }) }
  })
}

/** Stars and tags are no news to an auditor; what is thrown away, brought back or moved is. One entry for all that is the same. */
function entriesOf(
  principal: Principal,
  rows: Before['rows'],
  at: number,
  done: readonly { change: ClipChange }[],
): AuditEntry[] {
  const changes = done.map(({ change }) => change)
  const entry = (action: AuditEntry['action'], ids: readonly string[], details: AuditEntry['details']) => ({
    teamId: principal.teamId,
    actor: actorOf(principal),
    action,
    at,
    projectId: rows.get(ids[0] ?? '')?.project_id,
    targetId: ids[0],
    details: { clips: ids.length, ...details },
  })
  return [
    ...grouped(changes, ({ removed }) => (removed === undefined ? [] : [removed])).map(([removed, ids]) =>
      entry(removed ? 'generation.removed' : 'generation.restored', ids, {}),
    ),
    ...grouped(changes, ({ project }) => (project === undefined ? [] : [project])).map(([project, ids]) =>
      entry('shot.moved', ids, { to: project }),
    ),
  ]
}

interface Before {
  rows: ReadonlyMap<string, GenerationRow>
  tags: ReadonlyMap<string, readonly string[]>
  favourites: ReadonlySet<string>
  /** Those of the team among the ones that are named. */
  projects: ReadonlySet<string>
  /** Gone for good. */
  purged: ReadonlySet<string>
}

async function readBefore(
  transaction: Transaction<Tables>,
  principal: Principal,
  changes: readonly ClipChange[],
): Promise<Before> {
  const ids = [...new Set(changes.map(({ id }) => id))]
  const rows = await findManyGenerations(transaction, principal, ids)
  const projects = new Set<string>()
  for (const id of new Set(changes.flatMap(({ project }) => project ?? [])))
    if (await findProject(transaction, principal, id)) projects.add(id)
  return {
    rows: new Map(rows.map((row) => [row.id, row])),
    tags: await tagsOf(transaction, ids),
    favourites: await favouritesAmong(transaction, principal.userId, ids),
    projects,
    purged: await purgedAmong(transaction, ids),
  }
}

/** What of the wish is news, and its opposite. None: everything is as wished already. */
function differenceOf(wish: ClipChange, before: Before): { change: ClipChange; undo: ClipChange }[] {
  const row = before.rows.get(wish.id)
  if (!row) return []
  const { id } = wish
  const tags = before.tags.get(id) ?? []
  const pick = PICKS.find((one) => one === row.pick) ?? null
  const [isFavourite, isRemoved] = [before.favourites.has(id), row.deleted_at !== null]
  const change: ClipChange = { id }
  const undo: ClipChange = { id }
  if (wish.rating !== undefined && wish.rating !== row.rating) {
    change.rating = wish.rating
    undo.rating = row.rating
  }
  if (wish.pick !== undefined && wish.pick !== pick) {
    change.pick = wish.pick
    undo.pick = pick
  }
  if (wish.favourite !== undefined && wish.favourite !== isFavourite) {
    change.favourite = wish.favourite
    undo.favourite = isFavourite
  }
  if (wish.removed !== undefined && wish.removed !== isRemoved) {
    change.removed = wish.removed
    undo.removed = isRemoved
  }
  if (wish.project !== undefined && wish.project !== row.project_id) {
    change.project = wish.project
    undo.project = row.project_id
  }
  const added = new Set((wish.addTags ?? []).filter((tag) => !tags.includes(tag)))
  const gone = new Set((wish.removeTags ?? []).filter((tag) => tags.includes(tag)))
  if (added.size > 0) change.addTags = undo.removeTags = [...added]
  if (gone.size > 0) change.removeTags = undo.addTags = [...gone]
  return Object.keys(change).length > 1 ? [{ change, undo }] : []
}

interface Writing {
  version: number
  now: number
  principal: Principal
  rows: Before['rows']
}

/**
 * Together what is the same: ten thousand clips that get one tag are one statement for the tag and one for the rows. Answers how many
 * takes went along that were not named.
 */
async function write(
  transaction: Transaction<Tables>,
  { version, now, principal, rows }: Writing,
  changes: readonly ClipChange[],
): Promise<number> {
  const { teamId, userId } = principal
  const named = new Set(changes.map(({ id }) => id))
  let others = 0
  for (const [wish, ids] of grouped(changes, ({ rating, pick, removed }) => [{ rating, pick, removed }]))
    await judgeGenerations(transaction, ids, {
      version,
      updated_at: now,
      ...(wish.rating !== undefined && { rating: wish.rating }),
      ...(wish.pick !== undefined && { pick: wish.pick }),
      ...(wish.removed !== undefined && { deleted_at: wish.removed ? now : null }),
    })
  for (const [tag, ids] of grouped(changes, ({ addTags = [] }) => addTags))
    await addTag(transaction, { team_id: teamId, tag, created_at: now }, ids)
  for (const [tag, ids] of grouped(changes, ({ removeTags = [] }) => removeTags))
    await removeTag(transaction, { team_id: teamId, tag }, ids)
  for (const [isFavourite, ids] of grouped(changes, ({ favourite }) =>
    favourite === undefined ? [] : [favourite],
  ))
    if (isFavourite) await addFavourites(transaction, { user_id: userId, created_at: now }, ids)
    else await removeFavourites(transaction, userId, ids)
  for (const [project, ids] of grouped(changes, (change) =>
    change.project === undefined ? [] : [change.project],
  )) {
    const shots = new Set(ids.flatMap((id) => rows.get(id)?.shot_id ?? []))
    const moved = await moveShots(transaction, [...shots], { project_id: project, version, updated_at: now })
    others += moved.filter((id) => !named.has(id)).length
  }
  return others
}

function grouped<Value>(
  changes: readonly ClipChange[],
  valuesOf: (change: ClipChange) => readonly Value[],
): [Value, string[]][] {
  const groups = new Map<string, [Value, string[]]>()
  for (const change of changes)
    for (const value of valuesOf(change)) {
      const key = JSON.stringify(value)
      const group = groups.get(key) ?? [value, []]
      group[1].push(change.id)
      groups.set(key, group)
    }
  return [...groups.values()]
}
