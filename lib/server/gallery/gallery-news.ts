import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import {
  type GalleryIds,
  type GalleryIdsQuery,
  type GalleryNews,
  type GalleryNewsQuery,
  MOST_IDS,
} from '#lib/api/gallery.ts'
import { currentChange } from '#lib/server/database/change-counter.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { findManyGenerations, listChanged } from '#lib/server/generations/generation-store.ts'
import { catchUp } from './gallery-index.ts'
import { countEntries, findEntries } from './gallery-store.ts'
import { type GalleryServices, scopeOf } from './read-gallery.ts'
import { showCards } from './show-cards.ts'

/** Changed rows of one answer; with more, reading the pages that are looked at again costs less. */
const MOST_NEWS = 300

/**
 * What changed of a project's cards after the number `since`, for a reader who knows some of them. Undefined: nothing did. Throws AppError
 * `not_found` for a project that is not the team's.
 */
export async function readGalleryNews(
  { database }: GalleryServices,
  principal: Principal,
  { since, by = 'take', ...filter }: GalleryNewsQuery,
): Promise<GalleryNews | undefined> {
  const { db } = database
  const scope = await scopeOf(database, principal, filter)
  const cursor = await currentChange(db)
  if (cursor === since) return undefined
  const changed = await listChanged(db, {
    sight: principal,
    after: since,
    upTo: cursor,
    limit: MOST_NEWS + 1,
  })
  await catchUp(database)
  const total = await countEntries(database, scope, filter, by)
  // A number that was never given is from before a backup was put back: everything may be new.
  if (changed.length > MOST_NEWS || since > cursor)
    return { cursor, total, cards: [], matching: [], gone: [], isMuch: true }
  const isHere = ({ project_id: project, deleted_at: at }: GenerationRow) =>
    project === scope.projectId && (at !== null) === (filter.bin === '1')
  const here = changed.filter(isHere)
  const found = await findEntries(database, scope, {
    filter,
    by,
    sort: 'newest',
    among:
      by === 'shot'
        ? { column: 'shot_id', ids: [...new Set(changed.map(({ shot_id: shot }) => shot))] }
        : { column: 'generation_id', ids: here.map(({ id }) => id) },
    skip: 0,
    limit: MOST_NEWS,
  })
  const takes = new Map(found.map((entry) => [entry.generation_id, entry.takes]))
  const rows = by === 'shot' ? await findManyGenerations(db, principal, [...takes.keys()]) : here
  const cards = await showCards(db, scope, rows)
  return {
    cursor,
    total,
    cards: cards.map((card) => ({ ...card, takes: takes.get(card.id) ?? 1 })),
    matching: [...takes.keys()],
    gone: changed.filter((row) => !isHere(row)).map(({ id }) => id),
  }
}

/** Ids of the cards from `skip` on, without the cards. Throws as readGalleryNews does. */
export async function readGalleryIds(
  { database }: GalleryServices,
  principal: Principal,
  { sort = 'newest', by = 'take', skip = 0, limit = MOST_IDS, ...filter }: GalleryIdsQuery,
): Promise<GalleryIds> {
  const scope = await scopeOf(database, principal, filter)
  await catchUp(database)
  const found = await findEntries(database, scope, { filter, sort, by, skip, limit })
  return { ids: found.map(({ generation_id: id }) => id) }
}
