import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { RequestPreview } from '#lib/api/preview.ts'
import { costOfQuote, effectOf, nearestLimit } from '#lib/generation/budget.ts'
import { overLimit, sayEffect } from '#lib/generation/budget-sentences.ts'
import { inSequence } from '#lib/language/language.ts'
import type { Quote } from '#lib/seedance/price.ts'
import type { Database } from '#lib/server/database/database.ts'
import { defaultProjectId } from '#lib/server/teams/team-store.ts'
import { readBudget, type StandingServices } from './standings.ts'

/** What the limits would say to a press that is not made yet. Undefined: it fits. Throws AppError `not_found` for a project out of sight. */
export async function budgetOfPress(
  services: StandingServices & { database: Pick<Database, 'db'> },
  principal: Principal,
  projectId: string | undefined,
  { quote, takes }: { quote: Quote; takes: number },
): Promise<RequestPreview['budget']> {
  const project = projectId ?? (await defaultProjectId(services.database, principal))
  if (project === undefined) return undefined
  const { standings } = await readBudget(services, principal, project)
  const finding = nearestLimit(standings, costOfQuote(quote, takes))
  const effect = effectOf(finding)
  if (finding === undefined || effect === undefined) return undefined
  const fitting = finding.press === undefined ? 0 : Math.floor(finding.left / (finding.press / takes))
  return { effect, message: inSequence(overLimit(finding, takes, fitting), sayEffect(effect)) }
}
