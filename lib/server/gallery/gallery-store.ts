import 'server-only'
import type { Sight } from '#lib/access/principal.ts'
import { inSight } from '#lib/server/database/in-sight.ts'
import { expressionBuilder, sql, type SqlBool } from 'kysely'
import type { GalleryFilter, GalleryQuery } from '#lib/api/gallery.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
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
  const isMatching = conditions(dialect, scope, wish.filter)
  // The limit is none: it keeps SQLite from any other way to them than by their shot, such as all that have so many stars.
  const ofShot = sql`from (select * from gallery_entries as other where other.shot_id = gallery_entries.shot_id limit 1000000) as other
    where ${isMatching(expressionBuilder())}`
  const takes = wish.by === 'take' ? sql<number>`1` : sql<number>`(select count(*) ${ofShot})`
  const page = db
    .selectFrom('gallery_entries')
    .select(['generation_id', 'created_at', 'rating', 'duration_ms', takes.as('takes')])
    .where(isMatching)
    .$if(wish.by === 'shot', (query) =>
      query.where(
        sql<SqlBool>`not exists (select 1 ${ofShot} and ${heightOf('other')} > ${heightOf('gallery_entries')})`,
      ),
    )
    .$if(among !== undefined, (query) =>
      query.where(among?.column ?? 'generation_id', 'in', among?.ids ?? []),
    )
    .$if(after !== undefined, (query) => query.where(isAfter(sort, after ?? [])))
  return by
    .reduce((query, column) => query.orderBy(column, direction), page)
    .limit(wish.limit)
    .offset(wish.skip)
    .execute()
}

/**
 * In the stack of a shot's takes: on top lies what was picked, then the best, then the newest; what was rejected lies below all. Asked of one take
 * after the other, in the order of the page, until the page is full: 0.4 ms for the first page of 100,000, where numbering the takes of all shots
 * takes 140.
 */
function heightOf(entry: 'gallery_entries' | 'other') {
  const column = (name: string) => sql.ref(`${entry}.${name}`)
  const pick = sql`case ${column('pick')} when 'picked' then 2 when '' then 1 else 0 end`
  return sql`(${sql.join([pick, ...['rating', 'created_at', 'generation_id'].map(column)])})`
}

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
  verdict: 'verdict',
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

/** Of what is in sight, the most used first. */
export async function teamTags(executor: Executor, sight: Sight, most: number): Promise<string[]> {
  const rows = await executor
    .selectFrom('generation_tags')
    .select('tag')
    .where('team_id', '=', sight.teamId)
    .$if(sight.projects !== 'all', (query) =>
      query.where('generation_id', 'in', (expression) =>
        expression
          .selectFrom('gallery_entries')
          .select('gallery_entries.generation_id')
          .where(inSight(sight)),
      ),
    )
    .groupBy('tag')
    .orderBy((expression) => expression.fn.countAll(), 'desc')
    .orderBy('tag')
    .limit(most)
    .execute()
  return rows.map(({ tag }) => tag)
}
