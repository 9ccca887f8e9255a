/** /api/clips/import: a video that was made elsewhere becomes a clip of the gallery. */
import * as z from 'zod/mini'
import type { Generation } from '#lib/generation/generation.ts'
import { createGenerationsSchema } from './generations.ts'
import { fileNameSchema, idSchema } from './values.ts'

/** PUT; the body is the file itself. Bytes that are a clip already answer with that one, and nothing is made. */
export const importQuerySchema = z.strictObject({
  fileName: fileNameSchema,
  project: z.optional(idSchema),
})

/** POST: of a file that is here already, whether it is a clip or not. */
export const importMediaSchema = z.strictObject({
  mediaId: idSchema,
  fileName: z.optional(fileNameSchema),
  project: z.optional(idSchema),
  idempotencyKey: createGenerationsSchema.shape.idempotencyKey,
})

export interface ImportAnswer {
  /** False: these bytes were a clip before, and `generation` is that one. */
  isNew: boolean
  generation: Generation
}
