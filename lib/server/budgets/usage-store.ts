import 'server-only'
import { type RawBuilder, sql } from 'kysely'
import type { BudgetScope } from '#lib/generation/budget.ts'
import { OWN_MAKERS } from '#lib/generation/made-here.ts'
import type { Executor } from '#lib/server/database/database.ts'

/**
 * What generations use, summed from the rows themselves, so that no reservation can be left behind: what is not finished counts by its
 * estimate, what has finished by the provider's own figure, and what failed by nothing.
 */

/**
 * Tokens of one row. Where no usage was said, what was expected stands for it. What was refused, failed, was cancelled or expired is not
 * charged (contract.md §3.6), unless it had succeeded at the provider or nobody can know (may_be_charged).
 */
const TOKENS = sql<number>`coalesce(used_tokens, case when finished_at is null or state = 'succeeded' or may_be_charged = 1 then estimated_tokens end, 0)`
/** Of one row, in 10^-9 of its currency: whole numbers, exact up to 9 million units a month. */
const MONEY = sql<number>`${TOKENS} * coalesce(token_price, 0)`

/** Of the provider that charges; the sandbox counts only while it is the provider itself. */
export interface Counted {
  teamId: string
  provider: { is: 'sandbox' } | { isNot: 'sandbox' }
}

export interface Share {
  scope: BudgetScope
  subjectId: string
  unit: string
}

export interface Sum {
  used: number
  inFlight: number
}

/** Sums of each share, in its unit, in one look at what ended since `from` (epoch ms) and one at what has not ended. */
export async function sumShares(
  executor: Executor,
  { teamId, provider }: Counted,
  from: number,
  shares: readonly Share[],
): Promise<Sum[]> {
  if (shares.length === 0) return []
  const sums = async (when: 'ended' | 'going'): Promise<number[]> => {
    const row = await executor
      .selectFrom('generations')
      .select(shares.map((share, index) => sumOf(share).as(`sum_${index}`)))
      .where('team_id', '=', teamId)
      .$if(when === 'ended', (query) => query.where('finished_at', '>=', from))
      .$if(when === 'going', (query) => query.where('finished_at', 'is', null))
      .where('provider', 'is' in provider ? '=' : '!=', 'sandbox')
      .executeTakeFirstOrThrow()
    return shares.map(({ unit }, index) => {
      const sum = Number(row[`sum_${index}`] ?? 0)
      return unit === 'tokens' ? sum : sum / 1e9
    })
  }
  const [ended, going] = [await sums('ended'), await sums('going')]
  return shares.map((_, index) => ({ used: ended[index] ?? 0, inFlight: going[index] ?? 0 }))
}

function sumOf({ scope, subjectId, unit }: Share): RawBuilder<number | string | null> {
  const amount = unit === 'tokens' ? TOKENS : sql<number>`case when currency = ${unit} then ${MONEY} end`
  if (scope === 'team') return sql`sum(${amount})`
  return sql`sum(case when ${COLUMNS[scope]} = ${subjectId} then ${amount} end)`
}

const COLUMNS = {
  project: sql.ref('budget_project_id'),
  person: sql.ref('author_id'),
  token: sql.ref('api_token_id'),
}

export interface UsageGroup {
  /** Days since 1970-01-01 (UTC). */
  day: number
  project: string
  person: string
  model: string
  token: string | null
  currency: string | null
  tokens: number
  money: number
  clips: number
  failures: number
}

/** What ended within these times (epoch ms, `to` excluded), by day and everything else that it can be looked at by. */
export async function groupUsage(
  executor: Executor,
  { teamId, provider }: Counted,
  range: { from: number; to: number; authorId?: string | undefined },
): Promise<UsageGroup[]> {
  const day = sql<number>`finished_at / 86400000`
  const rows = await executor
    .selectFrom('generations')
    .select([
      day.as('day'),
      sql<string>`coalesce(budget_project_id, '')`.as('project'),
      'author_id as person',
      'model',
      'api_token_id as token',
      'currency',
      sql<number>`sum(${TOKENS})`.as('tokens'),
      sql<number>`sum(${MONEY})`.as('money'),
      sql<number>`sum(case when state = 'succeeded' then 1 else 0 end)`.as('clips'),
      sql<number>`sum(case when state in ('failed', 'expired') then 1 else 0 end)`.as('failures'),
    ])
    .where('team_id', '=', teamId)
    .where('finished_at', '>=', range.from)
    .where('finished_at', '<', range.to)
    .where('provider', 'is' in provider ? '=' : '!=', 'sandbox')
    .where('provider', 'not in', OWN_MAKERS)
    .$if(range.authorId !== undefined, (query) => query.where('author_id', '=', range.authorId ?? ''))
    .groupBy([day, 'budget_project_id', 'author_id', 'model', 'api_token_id', 'currency'])
    .orderBy(day)
    .execute()
  return rows.map((row) => ({
    ...row,
    day: Number(row.day),
    tokens: Number(row.tokens),
    money: Number(row.money) / 1e9,
    clips: Number(row.clips),
    failures: Number(row.failures),
  }))
}

/** When the first of all ended, epoch ms. */
export async function findFirstEnd(
  executor: Executor,
  { teamId, provider }: Counted,
): Promise<number | undefined> {
  const row = await executor
    .selectFrom('generations')
    .select('finished_at')
    .where('team_id', '=', teamId)
    .where('finished_at', 'is not', null)
    .where('provider', 'is' in provider ? '=' : '!=', 'sandbox')
    .orderBy('finished_at')
    .limit(1)
    .executeTakeFirst()
  return row?.finished_at === null || row === undefined ? undefined : Number(row.finished_at)
}
