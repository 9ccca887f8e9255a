import 'server-only'
import { type RawBuilder, sql } from 'kysely'
import { DAY_MS } from '#lib/server/clock.ts'
import type { BudgetScope } from '#lib/generation/budget.ts'
import type { Executor } from '#lib/server/database/database.ts'

/**
 * What generations use. What has ended is read from `usage_days`, which the database itself keeps with the rows; what has not is summed from
 * the rows, by the provider's own figure or else by what is expected at most. So no reservation can be left behind.
 */

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

/** Sums of each share, in its unit, of what ended on or after the day of `from` (epoch ms), and of what has not ended. */
export async function sumShares(
  executor: Executor,
  counted: Counted,
  from: number,
  shares: readonly Share[],
): Promise<Sum[]> {
  if (shares.length === 0) return []
  const ended = await executor
    .selectFrom('usage_days')
    .select(shares.map((share, index) => sumOf(share, ENDED).as(`sum_${index}`)))
    .where('team_id', '=', counted.teamId)
    .where('day', '>=', dayOf(from))
    .where('provider', operatorOf(counted), 'sandbox')
    .executeTakeFirst()
  const going = await executor
    .selectFrom('generations')
    .select(shares.map((share, index) => sumOf(share, GOING).as(`sum_${index}`)))
    .where('team_id', '=', counted.teamId)
    .where('finished_at', 'is', null)
    .where('provider', operatorOf(counted), 'sandbox')
    .executeTakeFirst()
  const figure = (row: typeof ended, index: number, unit: string) =>
    Number(row?.[`sum_${index}`] ?? 0) / (unit === 'tokens' ? 1 : MONEY_UNIT)
  return shares.map(({ unit }, index) => ({
    used: figure(ended, index, unit),
    inFlight: figure(going, index, unit),
  }))
}

/** Kept in 10^-9 of the currency. */
const MONEY_UNIT = 1e9
const dayOf = (time: number) => Math.floor(time / DAY_MS)
const operatorOf = ({ provider }: Counted) => ('is' in provider ? '=' : '!=')

interface Columns {
  tokens: RawBuilder<unknown>
  money: RawBuilder<unknown>
  project: RawBuilder<unknown>
}

const ENDED: Columns = { tokens: sql`tokens`, money: sql`money`, project: sql`project_id` }
const RESERVED = sql`coalesce(used_tokens, estimated_tokens, 0)`
const GOING: Columns = {
  tokens: RESERVED,
  money: sql`${RESERVED} * coalesce(token_price, 0)`,
  project: sql`budget_project_id`,
}

function sumOf({ scope, subjectId, unit }: Share, columns: Columns): RawBuilder<number | string | null> {
  const amount =
    unit === 'tokens' ? columns.tokens : sql`case when currency = ${unit} then ${columns.money} end`
  if (scope === 'team') return sql`sum(${amount})`
  const column = { project: columns.project, person: sql`author_id`, token: sql`api_token_id` }[scope]
  return sql`sum(case when ${column} = ${subjectId} then ${amount} end)`
}

export interface UsageGroup {
  /** Days since 1970-01-01 (UTC). */
  day: number
  project: string
  person: string
  model: string
  /** '' without one. */
  token: string
  /** '' where the price is unknown. */
  currency: string
  tokens: number
  money: number
  clips: number
  failures: number
}

/** What ended on these days (epoch ms, `to` excluded), by day and everything else that it can be looked at by. */
export async function groupUsage(
  executor: Executor,
  counted: Counted,
  range: { from: number; to: number; authorId?: string | undefined },
): Promise<UsageGroup[]> {
  const rows = await executor
    .selectFrom('usage_days')
    .select(['day', 'project_id as project', 'author_id as person', 'model', 'api_token_id as token'])
    .select(['currency', 'tokens', 'money', 'clips', 'failures'])
    .where('team_id', '=', counted.teamId)
    .where('day', '>=', dayOf(range.from))
    .where('day', '<', dayOf(range.to))
    .where('provider', operatorOf(counted), 'sandbox')
    .$if(range.authorId !== undefined, (query) => query.where('author_id', '=', range.authorId ?? ''))
    .orderBy('day')
    .execute()
  return rows.map((row) => ({
    ...row,
    tokens: Number(row.tokens),
    money: Number(row.money) / MONEY_UNIT,
  }))
}

/** When the first of all ended, to the day, epoch ms. */
export async function findFirstEnd(executor: Executor, counted: Counted): Promise<number | undefined> {
  const row = await executor
    .selectFrom('usage_days')
    .select('day')
    .where('team_id', '=', counted.teamId)
    .where('provider', operatorOf(counted), 'sandbox')
    .orderBy('day')
    .limit(1)
    .executeTakeFirst()
  return row && row.day * DAY_MS
}
