/** GET /api/usage and GET /api/usage/export: what a month used. */
import * as z from 'zod/mini'
import type { Currency } from '#lib/seedance/capabilities.ts'
import { saying } from './values.ts'

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/

/** `month` as 2026-11 (UTC); absent: this one. */
export const usageQuerySchema = z.strictObject({
  month: z.exactOptional(
    z.string().check(
      z.regex(MONTH, {
        ...saying({ en: 'must be a month, for example 2026-11', zh: '必须是月份，例如 2026-11' }),
      }),
    ),
  ),
})

export interface UsageFigures {
  tokens: number
  /** By the price at the time of each press; a currency without any is absent. */
  money: Partial<Record<Currency, number>>
  clips: number
  failures: number
}

export interface UsageRow extends UsageFigures {
  id: string
  /** '' where it is gone or can't be seen. */
  name: string
}

export interface Usage {
  month: string
  /** The first of which anything is known; picked from up to now. */
  firstMonth: string
  thisMonth: string
  /** False: of whoever asks alone. */
  isOfTeam: boolean
  currency: Currency
  total: UsageFigures
  /** Every day of the month, by its number. */
  days: (UsageFigures & { day: number })[]
  /** Each by tokens, the most first. */
  projects: UsageRow[]
  people: UsageRow[]
  models: UsageRow[]
  tokens: UsageRow[]
}
