import 'server-only'
import type { Transaction } from 'kysely'
import { type Standing, standingOf, type Verdict } from '#lib/generation/verdict.ts'
import type { Executor } from '#lib/server/database/database.ts'
import type { ReviewTables } from '#lib/server/database/review-tables.ts'
import type { Tables } from '#lib/server/database/tables.ts'

/** The SQL of `verdicts` and `verdict_requests`. Whoever asks has looked whether the clips are in sight. */

export type VerdictRow = ReviewTables['verdicts']
export type RequestRow = ReviewTables['verdict_requests']

/** The oldest first. */
export function listVerdicts(executor: Executor, clipIds: readonly string[]): Promise<VerdictRow[]> {
  if (clipIds.length === 0) return Promise.resolve([])
  return executor
    .selectFrom('verdicts')
    .selectAll()
    .where('clip_id', 'in', clipIds)
    .orderBy('given_at')
    .orderBy('author_id')
    .execute()
}

export function listRequests(executor: Executor, clipIds: readonly string[]): Promise<RequestRow[]> {
  if (clipIds.length === 0) return Promise.resolve([])
  return executor
    .selectFrom('verdict_requests')
    .selectAll()
    .where('clip_id', 'in', clipIds)
    .orderBy('asked_at')
    .orderBy('user_id')
    .execute()
}

export async function keepVerdict(transaction: Transaction<Tables>, row: VerdictRow): Promise<void> {
  const { author_name, verdict, given_at } = row
  await transaction
    .insertInto('verdicts')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['clip_id', 'author_kind', 'author_id'])
        .doUpdateSet({ author_name, verdict, given_at }),
    )
    .execute()
}

export async function removeVerdict(
  transaction: Transaction<Tables>,
  whose: Pick<VerdictRow, 'clip_id' | 'author_kind' | 'author_id'>,
): Promise<void> {
  await transaction
    .deleteFrom('verdicts')
    .where('clip_id', '=', whose.clip_id)
    .where('author_kind', '=', whose.author_kind)
    .where('author_id', '=', whose.author_id)
    .execute()
}

export async function addRequests(
  transaction: Transaction<Tables>,
  rows: readonly RequestRow[],
): Promise<void> {
  if (rows.length === 0) return
  await transaction
    .insertInto('verdict_requests')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['clip_id', 'user_id']).doNothing())
    .execute()
}

export async function removeRequests(
  transaction: Transaction<Tables>,
  clipId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return
  await transaction
    .deleteFrom('verdict_requests')
    .where('clip_id', '=', clipId)
    .where('user_id', 'in', userIds)
    .execute()
}

/** Where each of these clips stands; those of which nothing is said are not there. */
export async function standingsOf(
  executor: Executor,
  clipIds: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const said = groupBy(await listVerdicts(executor, clipIds))
  const asked = groupBy(await listRequests(executor, clipIds))
  const standings = new Map<string, Standing>()
  for (const id of new Set([...said.keys(), ...asked.keys()])) {
    const standing = standingOfRows(said.get(id) ?? [], asked.get(id) ?? [])
    if (standing !== undefined) standings.set(id, standing)
  }
  return standings
}

export function standingOfRows(
  verdicts: readonly VerdictRow[],
  requests: readonly RequestRow[],
): Standing | undefined {
  const answered = new Set(
    verdicts.flatMap(({ author_kind: kind, author_id: id }) => (kind === 'member' ? [id] : [])),
  )
  const said: Verdict[] = verdicts.map(({ verdict }) => verdict)
  return standingOf(said, requests.filter(({ user_id: id }) => !answered.has(id)).length)
}

function groupBy<Row extends { clip_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(row.clip_id, [...(groups.get(row.clip_id) ?? []), row])
  return groups
}
