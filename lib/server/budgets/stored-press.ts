import 'server-only'
import * as z from 'zod/mini'
import { recipeSchema } from '#lib/api/generations.ts'

/** A press as a request for approval keeps it, to be made as it was meant once it is approved. */
export const storedPressSchema = z.object({
  projectId: z.exactOptional(z.string()),
  batchId: z.exactOptional(z.string()),
  /** The batch whose failures it makes again: what is still to be made is looked up anew. */
  retriesBatch: z.exactOptional(z.string()),
  items: z.array(
    z.object({
      recipe: recipeSchema,
      takes: z.number(),
      shotId: z.exactOptional(z.string()),
      stack: z.string(),
      field: z.string(),
      retryOf: z.exactOptional(z.string()),
    }),
  ),
})
export type StoredPress = z.output<typeof storedPressSchema>
