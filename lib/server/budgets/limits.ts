import 'server-only'
import type * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { BudgetLimit, BudgetLimitList, changeLimitSchema, Named } from '#lib/api/budget-limits.ts'
import { type BudgetScope, startOfMonth } from '#lib/generation/budget.ts'
import { actorOf, recordAudit } from '#lib/server/audit/record-audit.ts'
import type { Database, Executor } from '#lib/server/database/database.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import { newId } from '#lib/server/ids.ts'
import { listProjects } from '#lib/server/teams/team-store.ts'
import { namesOfTokens } from '#lib/server/tokens/token-store.ts'
import { listLimits, putLimit, removeLimit } from './budget-store.ts'
import { allLimits, countedOf, type Limit, type StandingServices } from './standings.ts'
import { sumShares } from './usage-store.ts'

export interface LimitServices extends StandingServices {
  database: Database
  people(teamId: string): Promise<readonly Named[]>
}

type Names = Record<Exclude<BudgetScope, 'team'>, ReadonlyMap<string, string>>

/** Every limit of the team and where it stands, the team's first; and what limits can be set for. */
export async function readLimits(services: LimitServices, principal: Principal): Promise<BudgetLimitList> {
  const { db } = services.database
  const { teamId } = principal
  const limits = await allLimits(services.budget, db, teamId)
  const isOwn = (await listLimits(db, teamId)).some(({ scope }) => scope === 'team')
  const names = await namesOf(services, db, principal)
  const from = startOfMonth(services.clock())
  const sums = await sumShares(db, countedOf(services, teamId), from, limits)
  const shown = new Map<string, BudgetLimit>()
  for (const [index, limit] of limits.entries()) {
    const key = `${limit.scope} ${limit.subjectId}`
    const filled = { limit: limit.limit, ...(sums[index] ?? { used: 0, inFlight: 0 }) }
    const before = shown.get(key) ?? showLimit(limit, names, isOwn)
    shown.set(key, {
      ...before,
      ...(limit.unit === 'tokens' ? { tokens: filled } : { money: { ...filled, currency: limit.unit } }),
    })
  }
  return {
    limits: [...shown.values()].toSorted((one, other) => rank(one) - rank(other)),
    currency: services.budget.currency,
    subjects: { project: named(names.project), person: named(names.person), token: named(names.token) },
  }
}

function rank({ scope }: BudgetLimit): number {
  return ['team', 'project', 'person', 'token'].indexOf(scope)
}

function showLimit({ scope, subjectId, atLimit }: Limit, names: Names, isOwn: boolean): BudgetLimit {
  const name = scope === 'team' ? '' : (names[scope].get(subjectId) ?? '')
  const isOfEnvironment = scope === 'team' && !isOwn
  return { scope, subjectId, name, atLimit, ...(isOfEnvironment && { isOfEnvironment }) }
}

function named(names: ReadonlyMap<string, string>): Named[] {
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

/**
 * Sets one limit anew, or takes it away. Behind the lock of the change number, so no press is half under the old one. Throws AppError
 * `not_found` for a project, person or token that is not the team's.
 */
export async function changeLimit(
  services: LimitServices,
  principal: Principal,
  input: z.output<typeof changeLimitSchema>,
): Promise<BudgetLimitList> {
  const { teamId } = principal
  const { scope, subjectId = '', tokens, money, atLimit } = input
  const { database, budget } = services
  const now = services.clock()
  const names = await namesOf(services, database.db, principal)
  const isRemoved = tokens === null && money === null
  // Of somebody who has left it can still be taken away.
  if (scope === 'team' ? subjectId !== '' : !isRemoved && !names[scope].has(subjectId)) throw noSuchSubject()
  await database.transaction(async (transaction) => {
    await nextChange(transaction)
    if (isRemoved) {
      if (!(await removeLimit(transaction, { teamId, scope, subjectId }))) throw noSuchSubject()
    } else
      await putLimit(transaction, {
        id: newId('bud', now),
        team_id: teamId,
        scope,
        subject_id: subjectId,
        tokens,
        money: money === null ? null : Math.round(money * 100),
        currency: budget.currency,
        at_limit: atLimit,
        updated_at: now,
      })
    await recordAudit(transaction, {
      teamId,
      actor: actorOf(principal),
      action: 'budget.changed',
      at: now,
      ...(scope === 'project' && { projectId: subjectId }),
      targetId: subjectId,
      details: {
        scope,
        name: scope === 'team' ? '' : (names[scope].get(subjectId) ?? ''),
        tokens,
        money,
        currency: budget.currency,
        atLimit: isRemoved ? null : atLimit,
      },
    })
  })
  return readLimits(services, principal)
}

function noSuchSubject(): AppError {
  return new AppError('not_found', {
    en: 'What this limit is for does not exist any more. No limit was changed; reload the page and choose again.',
    zh: '这个限额的对象已不存在。没有更改任何限额；请刷新页面后重新选择。',
  })
}

export async function namesOf(
  { people }: Pick<LimitServices, 'people'>,
  executor: Executor,
  principal: Principal,
): Promise<Names> {
  const projects = await listProjects(executor, principal)
  return {
    project: new Map(projects.map(({ id, name }) => [id, name])),
    person: new Map((await people(principal.teamId)).map(({ id, name }) => [id, name])),
    token: await namesOfTokens(executor, principal.teamId),
  }
}
