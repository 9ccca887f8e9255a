import 'server-only'
import type { Transaction } from 'kysely'
import type * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { createGenerationsSchema } from '#lib/api/generations.ts'
import type { Generation, Recipe } from '#lib/generation/generation.ts'
import { plainText } from '#lib/prompt/mentions.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'
import { quote } from '#lib/seedance/price.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import type { Clock, Random } from '#lib/server/clock.ts'
import { nextChange } from '#lib/server/database/change-counter.ts'
import type { Database } from '#lib/server/database/database.ts'
import type { GenerationRow, Tables } from '#lib/server/database/tables.ts'
import { newId } from '#lib/server/ids.ts'
import type { VideoProvider } from '#lib/server/providers/video-provider.ts'
import { defaultProjectId, findProject } from '#lib/server/teams/team-store.ts'
import { findByKeys, insertGenerations } from './generation-store.ts'
import { showGenerations } from './read-generations.ts'
import { digestOf, recipeOfTake } from './recipe.ts'
import { type CheckedRecipe, checkRecipe, type RequestContext } from './recipe-request.ts'
import { findShot, insertShot, reserveTakes, type ShotRow } from './shot-store.ts'

export interface CreateServices extends RequestContext {
  database: Database
  clock: Clock
  random: Random
  provider: Pick<VideoProvider, 'name' | 'identity' | 'mentionStyle'>
  /** Tells the worker that there is something to send. */
  wake(): void
}

export type CreateInput = z.output<typeof createGenerationsSchema>

/**
 * Writes down one generation for each take, durably, before anything is sent. The same key with the same body answers with what the first
 * press made (`isRepeat`). Throws AppError `conflict` for the same key with another body, `not_found` for a project or shot that is not
 * the team's, `unprocessable` with every problem at its field; nothing is written then.
 */
export async function createGenerations(
  services: CreateServices,
  principal: Principal,
  input: CreateInput,
): Promise<{ generations: Generation[]; isRepeat: boolean }> {
  const digest = digestOf({ ...input, idempotencyKey: undefined })
  const earlier = await findRepeat(services.database.db, principal, input, digest)
  if (earlier !== undefined) return { generations: await showGenerations(services, earlier), isRepeat: true }
  const checked = await checkRecipe(services, principal.teamId, input.recipe)
  const problems = [...checked.problems, ...checkTakes(input)]
  const [first] = problems
  if (first !== undefined) throw new AppError('unprocessable', first.message, { problems })
  const { rows, isRepeat } = await services.database.transaction(async (transaction) => {
    // The counter's lock lets one press at a time through here, so that two with the same key can't both miss the other.
    const version = await nextChange(transaction)
    const repeat = await findRepeat(transaction, principal, input, digest)
    if (repeat !== undefined) return { rows: repeat, isRepeat: true }
    const now = services.clock()
    const { shot, take } = await placeTakes(transaction, principal, input, now)
    const plan = { shot, take, version, digest, now, checked, key: input.idempotencyKey }
    const made = Array.from({ length: input.takes }, (_, index) =>
      newRow(services, principal, plan, recipeOfTake(input.recipe, index), index),
    )
    await insertGenerations(transaction, made)
    return { rows: made, isRepeat: false }
  })
  services.wake()
  return { generations: await showGenerations(services, rows), isRepeat }
}

/** Every final of one draft is the same clip, and each would be paid. */
function checkTakes({ takes, recipe }: CreateInput): Problem[] {
  if (recipe.draftOf === undefined || takes === 1) return []
  return [{ field: 'takes', code: 'too_many', message: 'A draft has one full render; ask for one take' }]
}

async function findRepeat(
  executor: Database['db'],
  principal: Principal,
  { idempotencyKey, takes }: CreateInput,
  digest: string,
): Promise<GenerationRow[] | undefined> {
  // The first take is always there, however many takes the other press asked for.
  const keys = Array.from({ length: takes }, (_, index) => keyOfTake(idempotencyKey, index))
  const rows = await findByKeys(executor, principal.teamId, keys)
  if (rows.length === 0) return undefined
  if (rows.some((row) => row.idempotency_digest !== digest))
    throw new AppError(
      'conflict',
      'This key was used for another request. Nothing was started; generate again with a new key.',
    )
  return rows
}

function keyOfTake(key: string, index: number): string {
  return `${key}:${index + 1}`
}

/** The shot that is named, else a new one in the project that is named, else in the team's first. */
async function placeTakes(
  transaction: Transaction<Tables>,
  principal: Principal,
  input: CreateInput,
  now: number,
): Promise<{ shot: ShotRow; take: number }> {
  if (input.shotId !== undefined) {
    const shot = await findShot(transaction, principal.teamId, input.shotId)
    if (shot === undefined || (input.projectId ?? shot.project_id) !== shot.project_id)
      throw new AppError('not_found', 'This shot does not exist.')
    return { shot, take: await reserveTakes(transaction, shot.id, input.takes) }
  }
  const shot = {
    id: newId('sht', now),
    team_id: principal.teamId,
    project_id: await projectFor(transaction, principal, input.projectId),
    author_id: principal.userId,
    next_take: input.takes + 1,
    created_at: now,
  }
  await insertShot(transaction, shot)
  return { shot, take: 1 }
}

async function projectFor(
  transaction: Transaction<Tables>,
  { teamId }: Principal,
  projectId: string | undefined,
): Promise<string> {
  const found =
    projectId === undefined
      ? await defaultProjectId({ db: transaction }, teamId)
      : (await findProject(transaction, teamId, projectId))?.id
  if (found === undefined) throw new AppError('not_found', 'This project does not exist.')
  return found
}

interface Plan {
  shot: ShotRow
  /** Of the first. */
  take: number
  key: string
  digest: string
  version: number
  now: number
  checked: CheckedRecipe
}

function newRow(
  services: CreateServices,
  principal: Principal,
  { shot, take, key, digest, version, now, checked }: Plan,
  recipe: Recipe,
  index: number,
): GenerationRow {
  // One millisecond apart, so that takes of one press are sent and listed in their order.
  const createdAt = now + index
  const id = newId('gen', createdAt)
  const { seed } = recipe.settings
  return {
    ...BLANK,
    id,
    team_id: principal.teamId,
    project_id: shot.project_id,
    shot_id: shot.id,
    take: take + index,
    author_id: principal.userId,
    idempotency_key: keyOfTake(key, index),
    idempotency_digest: digest,
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
    version,
  }
}

const BLANK = {
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
} as const satisfies Partial<GenerationRow>

/**
 * What the provider will echo: our id, or a seed of our own. A seed that somebody locked says nothing about whose a task is, so there a
 * lost answer is left to a person.
 */
function identityOf({ provider, random }: CreateServices, id: string, recipe: Recipe): string {
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
