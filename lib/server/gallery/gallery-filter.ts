import 'server-only'
import { DAY_MS } from '#lib/server/clock.ts'
import type { Sight } from '#lib/access/principal.ts'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { GalleryFilter } from '#lib/api/gallery.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { Tables } from '#lib/server/database/tables.ts'
import { matches } from './search-index.ts'
import { readQuestion } from './search-words.ts'

/** Who looks, and at which project of the team. */
export interface GalleryScope {
  teamId: string
  projects: Sight['projects']
  userId: string
  projectId: string
}

/** The filters that have counts of their own: a count leaves out its own field and holds the others. */
export type CountedField =
  'model' | 'state' | 'author' | 'ratio' | 'resolution' | 'pick' | 'rating' | 'tag' | 'verdict'

type Builder = ExpressionBuilder<Tables, 'gallery_entries'>

/** Conditions on `gallery_entries` for all that the filter says but `without`. */
export function conditions(
  dialect: Database['dialect'],
  scope: GalleryScope,
  filter: GalleryFilter,
  without?: CountedField,
) {
  return (eb: Builder): Expression<SqlBool> =>
    eb.and([
      // The project is the team's: whoever makes a scope has looked. Another condition would cost the covering index.
      eb('project_id', '=', scope.projectId),
      filter.bin === '1' ? eb('deleted_at', 'is not', null) : eb('deleted_at', 'is', null),
      ...plainConditions(eb, filter, without),
      ...rangeConditions(eb, filter),
      ...judgementConditions(eb, scope, filter, without),
      ...matches(dialect, readQuestion(filter.q ?? '')),
    ])
}

function plainConditions(eb: Builder, filter: GalleryFilter, without?: CountedField): Expression<SqlBool>[] {
  const { model, author, ratio, resolution } = filter
  // Without a wish for states the gallery shows clips; the bin shows whatever was thrown there.
  const states = filter.state ?? (filter.bin === '1' ? undefined : ['succeeded' as const])
  return [
    ...(model && without !== 'model' ? [eb('model', 'in', model)] : []),
    ...(states && without !== 'state' ? [eb('state', 'in', states)] : []),
    ...(author && without !== 'author' ? [eb('author_id', 'in', author)] : []),
    ...(ratio && without !== 'ratio' ? [eb('ratio', 'in', ratio)] : []),
    ...(resolution && without !== 'resolution' ? [eb('resolution', 'in', resolution)] : []),
  ]
}

function rangeConditions(eb: Builder, filter: GalleryFilter): Expression<SqlBool>[] {
  const { from, to, 'length-from': shortest, 'length-to': longest } = filter
  const zone = filter.zone ?? 0
  return [
    // A 5 s clip of 24 frames a second is 5.04 s long: whole seconds are meant as people say them. The plus keeps SQLite from the index by
    // length, which knows no other column: a page then takes 54 ms and not 0.1.
    ...(shortest === undefined ? [] : [sql<SqlBool>`+duration_ms >= ${shortest * 1000 - 500}`]),
    ...(longest === undefined ? [] : [sql<SqlBool>`+duration_ms < ${longest * 1000 + 500}`]),
    ...(from === undefined ? [] : [eb('created_at', '>=', startOfDay(from, zone))]),
    ...(to === undefined ? [] : [eb('created_at', '<', startOfDay(to, zone) + DAY_MS)]),
  ]
}

/** `zone`: minutes east of UTC. */
function startOfDay(day: string, zone: number): number {
  return Date.parse(`${day}T00:00:00Z`) - zone * 60_000
}

function judgementConditions(
  eb: Builder,
  { teamId, userId }: GalleryScope,
  { rating, pick, tag, favourite, verdict }: GalleryFilter,
  without?: CountedField,
): Expression<SqlBool>[] {
  const tagged = (tags: readonly string[]) =>
    eb
      .selectFrom('generation_tags')
      .select('generation_id')
      .where('team_id', '=', teamId)
      .where('tag', 'in', tags)
  const favourites = eb.selectFrom('favourites').select('generation_id').where('user_id', '=', userId)
  return [
    ...(rating !== undefined && without !== 'rating' ? [eb('rating', '>=', rating)] : []),
    ...(pick && without !== 'pick'
      ? [
          eb(
            'pick',
            'in',
            pick.map((one) => (one === 'open' ? '' : one)),
          ),
        ]
      : []),
    ...(verdict && without !== 'verdict'
      ? [
          eb(
            'verdict',
            'in',
            verdict.map((one) => (one === 'open' ? '' : one)),
          ),
        ]
      : []),
    ...(tag && tag.length > 0 && without !== 'tag' ? [eb('generation_id', 'in', tagged(tag))] : []),
    ...(favourite === '1' ? [eb('generation_id', 'in', favourites)] : []),
  ]
}

/** The order of cards, and the place of one in it. Every order ends in the id, so no two cards share a place. */
export const ORDERS = {
  newest: { by: ['created_at', 'generation_id'], direction: 'desc' },
  oldest: { by: ['created_at', 'generation_id'], direction: 'asc' },
  best: { by: ['rating', 'created_at', 'generation_id'], direction: 'desc' },
  longest: { by: ['duration_ms', 'created_at', 'generation_id'], direction: 'desc' },
} as const satisfies Record<string, { by: readonly Column[]; direction: 'asc' | 'desc' }>

type Column = 'created_at' | 'rating' | 'duration_ms' | 'generation_id'

export function isAfter(order: keyof typeof ORDERS, place: readonly (string | number)[]) {
  const { by, direction } = ORDERS[order]
  const columns = sql.join(by.map((name) => sql.ref(name)))
  const sign = direction === 'desc' ? sql.raw('<') : sql.raw('>')
  return sql<SqlBool>`(${columns}) ${sign} (${sql.join([...place])})`
}
