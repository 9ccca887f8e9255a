/** /api/budget/limits and /api/budget/requests: what a month may use, and presses that wait for an admin. */
import * as z from 'zod/mini'
import { AT_LIMIT, BUDGET_SCOPES, type AtLimit, type BudgetScope } from '#lib/generation/budget.ts'
import type { Sentence } from '#lib/language/language.ts'
import type { Currency } from '#lib/seedance/capabilities.ts'
import { idSchema } from './values.ts'

export const budgetQuerySchema = z.strictObject({ project: z.exactOptional(idSchema) })

/** One of the team's, a project's, a person's or a token's limits. With neither tokens nor money it is taken away. */
export const changeLimitSchema = z.strictObject({
  scope: z.enum(BUDGET_SCOPES),
  /** Of the project, person or token; absent for the team. */
  subjectId: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(64))),
  /** In a calendar month (UTC). */
  tokens: z.nullable(z.int().check(z.gte(0), z.lte(1e12))),
  /** In whole units of what the provider charges in; kept to the hundredth. */
  money: z.nullable(z.number().check(z.gte(0), z.lte(1e9))),
  atLimit: z.enum(AT_LIMIT),
})
export type ChangeLimitInput = z.input<typeof changeLimitSchema>

export interface BudgetLimit {
  scope: BudgetScope
  /** '' for the team. */
  subjectId: string
  /** '' for the team, and where it is gone. */
  name: string
  atLimit: AtLimit
  tokens?: Filled
  money?: Filled & { currency: Currency }
  /** Of MONTHLY_BUDGET_TOKENS: it can't be taken away here, only set otherwise. */
  isOfEnvironment?: true
}

export interface Filled {
  limit: number
  used: number
  inFlight: number
}

export interface Named {
  id: string
  name: string
}

export interface BudgetLimitList {
  limits: BudgetLimit[]
  /** What money is said in. */
  currency: Currency
  /** What a limit can be set for. */
  subjects: { project: Named[]; person: Named[]; token: Named[] }
}

export const requestParamsSchema = z.strictObject({ id: idSchema })
export const decideRequestSchema = z.strictObject({ decision: z.enum(['approve', 'decline']) })
export type Decision = z.output<typeof decideRequestSchema>['decision']

export interface BudgetRequest {
  id: string
  author: string
  project: string
  /** How the first prompt begins. */
  prompt: string
  takes: number
  /** At most; absent: unknown. */
  tokens?: number
  money?: { amount: number; currency: Currency }
  /** Which limit it goes over. */
  reason: Sentence
  /** Epoch ms. */
  createdAt: number
}

/** Those that wait, the oldest first. */
export interface BudgetRequestList {
  requests: BudgetRequest[]
  canDecide: boolean
}
