/** POST /api/batches and what is done to a batch: several recipes under one press, one key, one price. */
import * as z from 'zod/mini'
import type { Generation } from '#lib/generation/generation.ts'
import { createGenerationsSchema, recipeSchema } from './generations.ts'
import { MAX_BATCH } from './take-limit.ts'
import { idSchema, saying } from './values.ts'

const { idempotencyKey, projectId, shotId, takes } = createGenerationsSchema.shape

export const createBatchSchema = z
  .strictObject({
    idempotencyKey,
    projectId,
    /** Joined by the recipes with the prompt of the first one; other prompts are other ideas. */
    shotId,
    /** Of each recipe. */
    takes,
    recipes: z.array(recipeSchema).check(z.minLength(1), z.maxLength(MAX_BATCH)),
  })
  .check(
    z.refine((input) => input.recipes.length * input.takes <= MAX_BATCH, {
      ...saying({
        en: `must make at most ${MAX_BATCH} takes in all`,
        zh: `合计最多 ${MAX_BATCH} 条`,
      }),
      path: ['recipes'],
    }),
  )
export type CreateBatchInput = z.input<typeof createBatchSchema>

export const batchParamsSchema = z.strictObject({ id: idSchema })

/** Everything of it that failed and may be retried, once, as next takes. One press, one key. */
export const retryBatchSchema = z.strictObject({ idempotencyKey })

/** What was made or changed by the press. */
export interface BatchAnswer {
  generations: Generation[]
}
