import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import type { Currency } from '#lib/seedance/capabilities.ts'
import { priceOfTokens, quote } from '#lib/seedance/price.ts'
import type { BudgetSettings } from '#lib/server/budgets/standings.ts'
import type { Random } from '#lib/server/clock.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import type { CheckedRecipe } from './recipe-request.ts'
import type { ShotRow } from './shot-store.ts'

export interface RowServices {
  random: Random
  provider: Pick<VideoProvider, 'name' | 'identity'>
  budget: Pick<BudgetSettings, 'currency'>
}

export interface RowPlan {
  recipe: Recipe
  checked: CheckedRecipe
  shot: ShotRow
  take: number
  batchId: string | null
  retryOf: string | null
  key: string
  digest: string
  version: number
  createdAt: number
  now: number
}

/** A generation that nobody has looked at yet: due at once. */
export function newRow(services: RowServices, principal: Principal, plan: RowPlan): GenerationRow {
  const { recipe, checked, shot, now, createdAt } = plan
  const id = newId('gen', createdAt)
  const { seed } = recipe.settings
  return {
    ...BLANK_ROW,
    id,
    team_id: principal.teamId,
    project_id: shot.project_id,
    shot_id: shot.id,
    batch_id: plan.batchId,
    retry_of: plan.retryOf,
    take: plan.take,
    author_id: principal.userId,
    idempotency_key: plan.key,
    idempotency_digest: plan.digest,
    provider: services.provider.name,
    model: recipe.model,
    mode: checked.request.mode,
    recipe: JSON.stringify(recipe),
    prompt_text: plainText(recipe.prompt, recipe.references),
    identity: identityOf(services, id, recipe),
    created_at: createdAt,
    updated_at: now,
    due_at: now,
    seed: seed === undefined || seed < 0 ? null : seed,
    ...costOf(checked, services.budget.currency),
    budget_project_id: shot.project_id,
    api_token_id: principal.kind === 'token' ? principal.tokenId : null,
    version: plan.version,
  }
}

/** Before anything has happened to it. */
export const BLANK_ROW = {
  state: 'queued',
  phase: null,
  progress: null,
  provider_task_id: null,
  sent_at: null,
  submitted_at: null,
  started_at: null,
  finished_at: null,
  attempts: 0,
  lease_owner: null,
  lease_until: null,
  cancel_requested: 0,
  absent_since: null,
  result_url: null,
  result_expires_at: null,
  last_frame_url: null,
  clip_media_id: null,
  last_frame_media_id: null,
  used_tokens: null,
  token_price: null,
  currency: null,
  may_be_charged: 0,
  budget_project_id: null,
  api_token_id: null,
  problem: null,
  rating: 0,
  pick: null,
  deleted_at: null,
  moved_from: null,
} as const satisfies Partial<GenerationRow>

/**
 * What the provider will echo: our id, or a seed of our own. A seed that somebody locked says nothing about whose a task is, so there a
 * lost answer is left to a person.
 */
function identityOf({ provider, random }: RowServices, id: string, recipe: Recipe): string {
  if (provider.identity === 'safety_identifier') return id
  const { model, settings, draftOf } = recipe
  // A final has the seed of its draft and takes no other.
  const isFree = draftOf === undefined && modelOrLoosest(model).model.seed && (settings.seed ?? -1) < 0
  return provider.identity === 'seed' && isFree ? String(Math.floor(random() * 2 ** 31)) : ''
}

/** Tokens at most, and what they cost; null where the table does not know. */
function costOf(
  { request, priced = request, inputVideoSeconds }: CheckedRecipe,
  currency: Currency,
): Pick<GenerationRow, 'estimated_tokens' | 'token_price' | 'currency'> {
  const { known, tokens } = quote(priced, { inputVideoSeconds })
  if (!known) return { estimated_tokens: null, token_price: null, currency: null }
  const hasVideoInput = priced.references.some(({ kind }) => kind === 'video')
  const { model } = modelOrLoosest(priced.model)
  const price = priceOfTokens(model, { ...priced, hasVideoInput }, 1e6).find(
    (one) => one.currency === currency,
  )
  return {
    estimated_tokens: tokens.max,
    token_price: price === undefined ? null : Math.round(price.amount * 1000),
    currency: price === undefined ? null : currency,
  }
}
