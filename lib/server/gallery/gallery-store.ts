import 'server-only'
import { sql } from 'kysely'
import type { GalleryFilter, GalleryQuery } from '#lib/api/gallery.ts'
import type { Database } from '#lib/server/database/database.ts'
import { type CountedField, conditions, type GalleryScope, isAfter, ORDERS } from './gallery-filter.ts'

/** The reading side of `gallery_entries`: pages, totals and counts. Every question is one project's. */

export interface FoundEntry {
  generation_id: string
  created_at: number
  rating: number
  duration_ms: number
  /** How many takes of its shot match; 1 where the cards are takes. */
  takes: number
}

export interface PageWish {
  filter: GalleryFilter
  sort: NonNullable<GalleryQuery['sort']>
  by: NonNullable<GalleryQuery['by']>
  /** None but these. */
  among?: { column: 'generation_id' | 'shot_id'; ids: readonly string[] }
  /** The values of ORDERS[sort].by of the last card seen. */
  after?: readonly (string | number)[]
  skip: number
  limit: number
}

export async function findEntries(
  { db, dialect }: Database,
  scope: GalleryScope,
  wish: PageWish,
): Promise<FoundEntry[]> {
  const { sort, after, among } = wish
  const { by, direction } = ORDERS[sort]
  const matching = db
    .selectFrom('gallery_entries')
    .where(conditions(dialect, scope, wish.filter))
    .$if(among !== undefined, (query) =>
      query.where(among?.column ?? 'generation_id', 'in', among?.ids ?? []),
    )
  const columns = ['generation_id', 'created_at', 'rating', 'duration_ms'] as const
  const cards =
    wish.by === 'take'
      ? matching.select([...columns, sql<number>`1`.as('takes')])
      : db
          .selectFrom(
            matching
              .select([...columns, TAKES_OF_SHOT.as('takes'), PLACE_IN_SHOT.as('place')])
              .as('gallery_entries'),
          )
          .select([...columns, 'takes'])
          .where('place', '=', 1)
  const page = db
    .selectFrom(cards.as('gallery_entries'))
    .selectAll()
    .$if(after !== undefined, (query) => query.where(isAfter(sort, after ?? [])))
  return by
    .reduce((query, column) => query.orderBy(column, direction), page)
    .limit(wish.limit)
    .offset(wish.skip)
    .execute()
}

const TAKES_OF_SHOT = sql<number>`count(*) over (partition by shot_id)`
/** On top lies what was picked, then the best, then the newest; what was rejected lies below all. */
const PLACE_IN_SHOT = sql<number>`row_number() over (
  partition by shot_id
  order by case pick when 'picked' then 0 when '' then 1 else 2 end, rating desc, created_at desc, generation_id desc
)`

/** Cards of all pages together. */
export async function countEntries(
  { db, dialect }: Database,
  scope: GalleryScope,
  filter: GalleryFilter,
  by: PageWish['by'],
): Promise<number> {
  const { count } = await db
    .selectFrom('gallery_entries')
    .where(conditions(dialect, scope, filter))
    .select((by === 'take' ? COUNT : SHOTS).as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Cards by value of one field, with that field's own filter left out. */
export async function countByValue(
  { db, dialect }: Database,
  scope: GalleryScope,
  { filter, by, field }: Pick<PageWish, 'filter' | 'by'> & { field: Exclude<CountedField, 'rating'> },
): Promise<Record<string, number>> {
  const matching = db.selectFrom('gallery_entries').where(conditions(dialect, scope, filter, field))
  const value = sql<string>`${sql.ref(COLUMNS[field])}`
  const count = by === 'take' ? COUNT : SHOTS
  const counted =
    field === 'tag'
      ? db
          .selectFrom(matching.select(['generation_id', 'shot_id']).as('gallery_entries'))
          .innerJoin('generation_tags', 'generation_tags.generation_id', 'gallery_entries.generation_id')
          .select([value.as('value'), count.as('count')])
          .groupBy(value)
      : matching.select([value.as('value'), count.as('count')]).groupBy(value)
  const rows = await counted.execute()
  return Object.fromEntries(rows.map((row) => [row.value, row.count]))
}

const COUNT = sql<number>`count(*)`
const SHOTS = sql<number>`count(distinct shot_id)`

const COLUMNS = {
  tag: 'tag',
  model: 'model',
  state: 'state',
  author: 'author_id',
  ratio: 'ratio',
  resolution: 'resolution',
  pick: 'pick',
} as const satisfies Record<Exclude<CountedField, 'rating'>, string>

/** Cards with at least one star, two, and so on to five; the filter's own rating is left out. */
export async function countByRating(
  { db, dialect }: Database,
  scope: GalleryScope,
  { filter, by }: Pick<PageWish, 'filter' | 'by'>,
): Promise<Record<string, number>> {
  const what = sql.raw(by === 'take' ? '' : 'distinct')
  const counts = [1, 2, 3, 4, 5].map((stars) =>
    sql<number>`count(${what} case when rating >= ${stars} then shot_id end)`.as(`s${stars}`),
  )
  const row: Readonly<Record<string, number>> = await db
    .selectFrom('gallery_entries')
    .where(conditions(dialect, scope, filter, 'rating'))
    .select(counts)
    .executeTakeFirstOrThrow()
  return Object.fromEntries(Object.entries(row).map(([name, count]) => [name.slice(1), count]))
}
