import 'server-only'
import type { Transaction } from 'kysely'
import type { Principal } from '#lib/access/principal.ts'
import { type Finding, nearestLimit, type PressCost, type Standing } from '#lib/generation/budget.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import { limitsOf, namesIn, placeOf, type StandingServices, standingsOf } from './standings.ts'

/** A press goes over a limit that asks or stops. Undoes the transaction that would have written it. */
export class OverBudget extends Error {
  override readonly name = 'OverBudget'
  readonly finding: Finding
  readonly rows: readonly GenerationRow[]
  /** How many of the rows would fit. */
  readonly fitting: number

  constructor(finding: Finding, rows: readonly GenerationRow[]) {
    super('The press goes over a limit')
    this.finding = finding
    this.rows = rows
    this.fitting = fittingOf(finding, rows)
  }
}

/**
 * Throws OverBudget where the rows that are about to be written go over a limit that asks or stops. Inside the transaction of the press,
 * behind the lock of its change number: every press before it is counted, and none is written meanwhile.
 */
export async function checkBudget(
  services: StandingServices,
  transaction: Transaction<Tables>,
  principal: Principal,
  rows: readonly GenerationRow[],
  isApproved: boolean,
): Promise<void> {
  const projectIds = [...new Set(rows.flatMap((row) => row.budget_project_id ?? []))]
  const limits = (await limitsOf(services, transaction, placeOf(principal, projectIds))).filter(
    ({ atLimit }) => atLimit === 'stop' || (atLimit === 'ask' && !isApproved),
  )
  if (limits.length === 0) return
  const names = namesIn(transaction, principal)
  const standings = await standingsOf(services, transaction, principal.teamId, limits, names)
  const finding = nearestLimit(standings, costOf(rows))
  if (finding?.isOver === true) throw new OverBudget(finding, rows)
}

/** At most. A unit in which one row's cost is unknown is absent. */
export function costOf(rows: readonly GenerationRow[]): PressCost {
  const cost: PressCost = {}
  for (const unit of ['tokens', 'CNY', 'USD'] as const) {
    const costs = rows.map((row) => costOfRow(row, unit))
    if (costs.every((one) => one !== undefined)) cost[unit] = costs.reduce((sum, one) => sum + one, 0)
  }
  return cost
}

function costOfRow(row: GenerationRow, unit: Standing['unit']): number | undefined {
  const { estimated_tokens: tokens, token_price: price, currency } = row
  if (tokens === null) return undefined
  if (unit === 'tokens') return tokens
  return price === null || currency !== unit ? undefined : (tokens * price) / 1e9
}

function fittingOf({ standing, left }: Finding, rows: readonly GenerationRow[]): number {
  let rest = left
  const over = rows.findIndex((row) => (rest -= costOfRow(row, standing.unit) ?? Infinity) < 0)
  return over < 0 ? rows.length : over
}
