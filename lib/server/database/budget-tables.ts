import 'server-only'
import type { AtLimit, BudgetScope } from '#lib/generation/budget.ts'

/** The tables of budgets. */
export interface BudgetTables {
  usage_days: UsageDayRow
  budget_limits: BudgetLimitRow
  budget_requests: BudgetRequestRow
}

export interface BudgetLimitRow {
  id: string
  team_id: string
  scope: BudgetScope
  /** Of the project, person or token; '' for the team. Unique with team_id and scope. */
  subject_id: string
  /** A calendar month (UTC); null: no limit in tokens. */
  tokens: number | null
  /** Hundredths of a unit of `currency`. */
  money: number | null
  currency: string
  at_limit: AtLimit
  updated_at: number
}

export interface BudgetRequestRow {
  id: string
  team_id: string
  project_id: string
  author_id: string
  /** As they were called then. */
  author_name: string
  api_token_id: string | null
  /** Of the press that waits. Unique with team_id. */
  idempotency_key: string
  idempotency_digest: string
  /** JSON of StoredPress. */
  press: string
  takes: number
  /** At most; null: unknown. */
  tokens: number | null
  /** Hundredths of a unit of `currency`, at most. */
  money: number | null
  currency: string | null
  /** JSON of the sentence that says which limit it goes over. */
  reason: string
  /** `made`: it was pressed again, and fitted then. */
  state: 'waiting' | 'approved' | 'declined' | 'made'
  created_at: number
  decided_at: number | null
  decided_by: string | null
}

/** What ended on a day. The database keeps it by itself whenever a generation is written (migrations/usage-days.ts): nobody writes it. */
export interface UsageDayRow {
  team_id: string
  /** Since 1970-01-01 (UTC). */
  day: number
  provider: string
  /** Where it was pressed. */
  project_id: string
  author_id: string
  /** '' without one. */
  api_token_id: string
  model: string
  /** '' where the price is unknown. */
  currency: string
  tokens: number
  /** 10^-9 of `currency`. */
  money: number
  clips: number
  failures: number
}
