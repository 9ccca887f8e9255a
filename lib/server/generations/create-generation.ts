import 'server-only'
import type * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import type { createBatchSchema } from '#lib/api/batches.ts'
import type { createGenerationsSchema } from '#lib/api/generations.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { showGenerations } from './read-generations.ts'
import { digestOf } from './recipe.ts'
import { type CreateServices, type PressCallback, writePress } from './write-press.ts'

export type CreateInput = z.output<typeof createGenerationsSchema>
export type CreateBatchInput = z.output<typeof createBatchSchema>

export interface Created {
  generations: Generation[]
  /** The key was used for the very same press before. */
  isRepeat: boolean
}

/**
 * Takes of one recipe, in the shot that is named or in a new one. A key stands for the same `callback` as well. Throws what writePress
 * throws.
 */
export async function createGenerations(
  services: CreateServices,
  principal: Principal,
  input: CreateInput,
  callback?: PressCallback,
): Promise<Created> {
  const { idempotencyKey, projectId, shotId, takes, recipe, commentId } = input
  const { rows, isRepeat } = await writePress(services, principal, {
    key: idempotencyKey,
    digest: digestOf({ ...input, idempotencyKey: undefined, callback }),
    projectId,
    commentId,
    callback,
    items: [{ recipe, takes, shotId, stack: '', field: '' }],
  })
  return { generations: await showGenerations(services, rows), isRepeat }
}

/** Takes of several recipes; those of one prompt, whatever their shape and model, are one shot. Throws what writePress throws. */
export async function createBatch(
  services: CreateServices,
  principal: Principal,
  input: CreateBatchInput,
): Promise<Created> {
  const { idempotencyKey, projectId, shotId, takes, recipes } = input
  const joining = digestOf(recipes[0]?.prompt)
  const { rows, isRepeat } = await writePress(services, principal, {
    key: idempotencyKey,
    digest: digestOf({ ...input, idempotencyKey: undefined }),
    projectId,
    items: recipes.map((recipe, index) => ({
      recipe,
      takes,
      stack: digestOf(recipe.prompt),
      ...(shotId !== undefined && digestOf(recipe.prompt) === joining && { shotId }),
      field: `recipes.${index}.`,
    })),
  })
  return { generations: await showGenerations(services, rows), isRepeat }
}
