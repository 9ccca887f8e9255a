import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { Budget } from '#lib/api/budget.ts'
import { type AtLimit, type BudgetScope, type Standing, startOfMonth } from '#lib/generation/budget.ts'
import type { Currency } from '#lib/seedance/capabilities.ts'
import type { Clock } from '#lib/server/clock.ts'
import type { BudgetLimitRow } from '#lib/server/database/budget-tables.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { namesOfTokens } from '#lib/server/tokens/token-store.ts'
import { findProject } from '#lib/server/teams/team-store.ts'
import { requireProjectId } from '#lib/server/teams/require-project.ts'
import { listLimits } from './budget-store.ts'
import { type Counted, sumShares } from './usage-store.ts'

export interface BudgetSettings {
  /** What the provider charges in. */
  currency: Currency
  /** Of the environment: a limit of the team that warns, as long as it has none of its own. */
  monthlyTokens: number | undefined
}

export interface StandingServices {
  clock: Clock
  provider: Pick<VideoProvider, 'name'>
  budget: BudgetSettings
}

/** Whose limits a press meets. */
export interface PressPlace {
  teamId: string
  projectIds: readonly string[]
  authorId: string
  tokenId?: string | undefined
}

export interface Limit {
  scope: BudgetScope
  subjectId: string
  atLimit: AtLimit
  unit: Standing['unit']
  limit: number
}

/** GET /api/budget. Throws AppError `not_found` for a project out of sight. */
export async function readBudget(
  services: StandingServices & { database: Pick<Database, 'db'> },
  principal: Principal,
  project?: string,
): Promise<Budget> {
  const { db } = services.database
  const projectId = await requireProjectId(db, principal, project)
  const limits = await limitsOf(services, db, placeOf(principal, [projectId]))
  return { standings: await standingsOf(services, db, principal.teamId, limits, namesIn(db, principal)) }
}

/** Whether any limit is set that this person's presses in this project meet. */
export async function hasBudget(
  services: StandingServices & { database: Pick<Database, 'db'> },
  principal: Principal,
  projectId: string,
): Promise<boolean> {
  return (await limitsOf(services, services.database.db, placeOf(principal, [projectId]))).length > 0
}

export function placeOf(principal: Principal, projectIds: readonly string[]): PressPlace {
  const { teamId, userId: authorId } = principal
  return { teamId, authorId, projectIds, ...(principal.kind === 'token' && { tokenId: principal.tokenId }) }
}

/** Every limit that a press meets, one for each unit. */
export async function limitsOf(
  { budget }: Pick<StandingServices, 'budget'>,
  executor: Executor,
  place: PressPlace,
): Promise<Limit[]> {
  const subjects: Record<BudgetScope, readonly (string | undefined)[]> = {
    team: [''],
    project: place.projectIds,
    person: [place.authorId],
    token: [place.tokenId],
  }
  return (await allLimits(budget, executor, place.teamId)).filter(({ scope, subjectId }) =>
    subjects[scope].includes(subjectId),
  )
}

/** Of the team and all in it; that of the environment where the team has none of its own. */
export async function allLimits(
  budget: BudgetSettings,
  executor: Executor,
  teamId: string,
): Promise<Limit[]> {
  const rows = await listLimits(executor, teamId)
  const limits = rows.flatMap((row) => unitsOf(row, budget))
  const { monthlyTokens } = budget
  if (monthlyTokens === undefined || rows.some(({ scope }) => scope === 'team')) return limits
  return [{ scope: 'team', subjectId: '', atLimit: 'warn', unit: 'tokens', limit: monthlyTokens }, ...limits]
}

function unitsOf(row: BudgetLimitRow, budget: BudgetSettings): Limit[] {
  const common = { scope: row.scope, subjectId: row.subject_id, atLimit: row.at_limit }
  const unit: Currency = row.currency === 'USD' || row.currency === 'CNY' ? row.currency : budget.currency
  return [
    ...(row.tokens === null ? [] : [{ ...common, unit: 'tokens' as const, limit: Number(row.tokens) }]),
    ...(row.money === null ? [] : [{ ...common, unit, limit: Number(row.money) / 100 }]),
  ]
}

/** Where each limit stands in this month. `nameOf` is asked for projects, people and tokens. */
export async function standingsOf(
  services: StandingServices,
  executor: Executor,
  teamId: string,
  limits: readonly Limit[],
  nameOf: (limit: Limit) => Promise<string>,
): Promise<Standing[]> {
  const from = startOfMonth(services.clock())
  const sums = await sumShares(executor, countedOf(services, teamId), from, limits)
  return Promise.all(
    limits.map(async (limit, index) => ({
      scope: limit.scope,
      name: await nameOf(limit),
      atLimit: limit.atLimit,
      unit: limit.unit,
      limit: limit.limit,
      used: sums[index]?.used ?? 0,
      inFlight: sums[index]?.inFlight ?? 0,
    })),
  )
}

export function countedOf({ provider }: Pick<StandingServices, 'provider'>, teamId: string): Counted {
  return { teamId, provider: provider.name === 'sandbox' ? { is: 'sandbox' } : { isNot: 'sandbox' } }
}

/** For those who ask about their own presses: their own name goes without saying. */
export function namesIn(executor: Executor, principal: Principal): (limit: Limit) => Promise<string> {
  return async ({ scope, subjectId }) => {
    if (scope === 'project') return (await findProject(executor, principal, subjectId))?.name ?? ''
    if (scope === 'token') return (await namesOfTokens(executor, principal.teamId)).get(subjectId) ?? ''
    return ''
  }
}
