/** Limits by calendar month (UTC), and what a press means for them. The composer and the server ask the same function. */
import type { Currency } from '#lib/seedance/capabilities.ts'
import type { Quote } from '#lib/seedance/price.ts'

export const BUDGET_SCOPES = ['team', 'project', 'person', 'token'] as const
export type BudgetScope = (typeof BUDGET_SCOPES)[number]

/** What happens at a limit, from the mildest. */
export const AT_LIMIT = ['warn', 'ask', 'stop'] as const
export type AtLimit = (typeof AT_LIMIT)[number]

/** Where one limit stands now. All figures are of `unit`; money in whole units with fractions. */
export interface Standing {
  scope: BudgetScope
  /** Of the project or token; '' where it goes without saying. */
  name: string
  atLimit: AtLimit
  unit: 'tokens' | Currency
  limit: number
  /** By what the provider said; where it said nothing, what was expected. */
  used: number
  /** Expected at most of what has not ended yet. */
  inFlight: number
}

/** What a press costs at most, by unit. Absent: nobody knows. */
export type PressCost = Partial<Record<Standing['unit'], number>>

/** Of a press of `takes` such takes, by the price table. */
export function costOfQuote(
  { tokens, money = [], known, unpriced = 0 }: Quote & { unpriced?: number },
  takes: number,
): PressCost {
  const cost: PressCost = known ? { tokens: tokens.max * takes } : {}
  if (known && unpriced === 0) for (const { currency, max } of money) cost[currency] = max * takes
  return cost
}

export interface Finding {
  standing: Standing
  /** Undefined: unknown. */
  press: number | undefined
  left: number
  /** What of the limit is used, being made and asked for now; 1 is all of it. */
  share: number
  isOver: boolean
}

/** What a press of unknown cost means: where a limit must hold, it can't be made without being asked for. */
function findingOf(standing: Standing, cost: PressCost): Finding {
  const { limit, used, inFlight, unit, atLimit } = standing
  const press = cost[unit]
  const left = Math.max(0, limit - used - inFlight)
  const share = limit > 0 ? (used + inFlight + (press ?? 0)) / limit : Infinity
  const isOver =
    press === undefined ? atLimit !== 'warn' || share > 1 : press > 0 && press > limit - used - inFlight
  return { standing, press, left, share, isOver }
}

/** The limit that matters most to this press: what is exceeded first, the strictest of it, then the fullest. Undefined: there is none. */
export function nearestLimit(standings: readonly Standing[], cost: PressCost): Finding | undefined {
  const severity = ({ isOver, standing }: Finding) => (isOver ? 1 + AT_LIMIT.indexOf(standing.atLimit) : 0)
  return standings
    .map((standing) => findingOf(standing, cost))
    .toSorted((one, other) => severity(other) - severity(one) || other.share - one.share)[0]
}

/** What a press is told: undefined where it fits everywhere. */
export function effectOf(finding: Finding | undefined): AtLimit | undefined {
  return finding?.isOver ? finding.standing.atLimit : undefined
}

/** Of the calendar month in UTC, epoch ms. */
export function startOfMonth(now: number): number {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
}
