import 'server-only'
import type { Principal } from '#lib/access/principal.ts'
import type { Recipe } from '#lib/generation/generation.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { quote } from '#lib/seedance/price.ts'
import type { Random } from '#lib/server/clock.ts'
import type { GenerationRow } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import type { CheckedRecipe } from './recipe-request.ts'
import type { ShotRow } from './shot-store.ts'

export interface RowServices {
  random: Random
  provider: Pick<VideoProvider, 'name' | 'identity'>
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
    estimated_tokens: estimateOf(checked),
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

/** Tokens at most; null where the table does not know. */
function estimateOf({ request, priced = request, inputVideoSeconds }: CheckedRecipe): number | null {
  const { known, tokens } = quote(priced, { inputVideoSeconds })
  return known ? tokens.max : null
}
