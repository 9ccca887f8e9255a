import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import {
  type GalleryCard,
  type GalleryFilter,
  type GalleryPage,
  type GalleryQuery,
  MOST_CARDS_PER_PAGE,
} from '#lib/api/gallery.ts'
import { currentChange } from '#lib/server/database/change-counter.ts'
import type { Database } from '#lib/server/database/database.ts'
import { findManyGenerations } from '#lib/server/generations/generation-store.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import { type GalleryScope, ORDERS } from './gallery-filter.ts'
import { catchUp } from './gallery-index.ts'
import { countEntries, findEntries, type FoundEntry } from './gallery-store.ts'
import { showCards } from './show-cards.ts'

export interface GalleryServices {
  database: Database
}

/** Cards on a page when the reader does not say. */
const USUAL_PAGE = 100

/**
 * One page of a project's gallery. Throws AppError `not_found` for a project that is not the team's, `invalid_request` for an `after` that no
 * page of this order has given.
 */
export async function readGallery(
  { database }: GalleryServices,
  principal: Principal,
  query: GalleryQuery,
): Promise<GalleryPage> {
  const { sort = 'newest', by = 'take', limit = USUAL_PAGE, after, skip = 0, ...filter } = query
  const scope = await scopeOf(database, principal, filter)
  const place = after === undefined ? undefined : readPlace(sort, after)
  // Before the rows: what changes in between is then told once more, and never missed.
  const cursor = place === undefined ? await currentChange(database.db) : undefined
  await catchUp(database)
  const wanted = Math.min(limit, MOST_CARDS_PER_PAGE)
  const found = await findEntries(database, scope, {
    filter,
    sort,
    by,
    skip,
    limit: wanted + 1,
    ...(place && { after: place }),
  })
  const shown = found.slice(0, wanted)
  const last = found.length > wanted ? shown.at(-1) : undefined
  return {
    cards: await cardsOf(database, scope, shown),
    ...(last && { next: writePlace(sort, last) }),
    ...(place === undefined && { total: await countEntries(database, scope, filter, by) }),
    ...(cursor !== undefined && { cursor }),
  }
}

/** Throws AppError `not_found` for a project that is not the team's. */
export async function scopeOf(
  database: Database,
  principal: Principal,
  { project }: GalleryFilter,
): Promise<GalleryScope> {
  const projectId = await requireProjectId(database.db, principal, project)
  const { teamId, projects, userId } = principal
  return { teamId, projects, userId, projectId }
}

function writePlace(sort: keyof typeof ORDERS, entry: FoundEntry): string {
  return ORDERS[sort].by.map((name) => entry[name]).join('.')
}

function readPlace(sort: keyof typeof ORDERS, after: string): (string | number)[] {
  const parts = after.split('.')
  const numbers = parts.slice(0, -1)
  const id = parts.at(-1) ?? ''
  const isPlace =
    parts.length === ORDERS[sort].by.length &&
    numbers.every((part) => /^\d{1,15}$/.test(part)) &&
    /^[a-z0-9_]{1,64}$/.test(id)
  if (isPlace) return [...numbers.map(Number), id]
  const message = {
    en: '`after` must be the `next` of another page in the same order',
    zh: '`after` 必须是同一排序下另一页的 `next`',
  }
  throw new AppError('invalid_request', message, {
    problems: [{ field: 'after', code: 'wrong_format', message }],
  })
}

async function cardsOf(
  { db }: Database,
  scope: GalleryScope,
  found: readonly FoundEntry[],
): Promise<GalleryCard[]> {
  const ids = found.map(({ generation_id: id }) => id)
  const rows = new Map((await findManyGenerations(db, scope, ids)).map((row) => [row.id, row]))
  const cards = await showCards(
    db,
    scope,
    ids.flatMap((id) => rows.get(id) ?? []),
  )
  const takes = new Map(found.map((entry) => [entry.generation_id, entry.takes]))
  return cards.map((card) => ({ ...card, takes: takes.get(card.id) ?? 1 }))
}
