/** GET /api/budget: the limits that a press of this person in this project meets, and where they stand. */
import type { Standing } from '#lib/generation/budget.ts'

export interface Budget {
  standings: Standing[]
}
