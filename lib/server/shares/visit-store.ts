import 'server-only'
import { sql } from 'kysely'
import type { Executor } from '#lib/server/database/database.ts'
import type { ShareVisitRow } from '#lib/server/database/tables.ts'

/** The SQL of `share_visits`. */

/** One more; true where it is the first of this visitor, day, action and clip. */
export async function addVisit(
  executor: Executor,
  visit: Omit<ShareVisitRow, 'count' | 'first_at' | 'last_at'> & { at: number },
): Promise<boolean> {
  const { at, ...row } = visit
  const { count } = await executor
    .insertInto('share_visits')
    .values({ ...row, count: 1, first_at: at, last_at: at })
    .onConflict((conflict) =>
      conflict.columns(['share_id', 'day', 'visitor', 'action', 'generation_id']).doUpdateSet({
        count: sql<number>`share_visits.count + 1`,
        last_at: at,
        guest_name: sql<string | null>`coalesce(excluded.guest_name, share_visits.guest_name)`,
      }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  return count === 1
}

/** The last first. */
export function listVisits(executor: Executor, shareId: string, limit: number): Promise<ShareVisitRow[]> {
  return executor
    .selectFrom('share_visits')
    .selectAll()
    .where('share_id', '=', shareId)
    .orderBy('last_at', 'desc')
    .limit(limit)
    .execute()
}

export interface VisitSum {
  shareId: string
  action: string
  count: number
  visitors: number
  lastAt: number
}

/** By link and action. */
export async function sumVisits(executor: Executor, shareIds: readonly string[]): Promise<VisitSum[]> {
  if (shareIds.length === 0) return []
  const rows = await executor
    .selectFrom('share_visits')
    .select([
      'share_id',
      'action',
      sql<number | string>`sum(count)`.as('count'),
      sql<number | string>`count(distinct visitor)`.as('visitors'),
      sql<number | string>`max(last_at)`.as('last_at'),
    ])
    .where('share_id', 'in', shareIds)
    .groupBy(['share_id', 'action'])
    .execute()
  return rows.map((row) => ({
    shareId: row.share_id,
    action: row.action,
    count: Number(row.count),
    visitors: Number(row.visitors),
    lastAt: Number(row.last_at),
  }))
}
