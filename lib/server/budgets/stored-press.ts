import 'server-only'
import * as z from 'zod/mini'
import { recipeSchema } from '#lib/api/generations.ts'

/** A press as a request for approval keeps it, to be made as it was meant once it is approved. */
const storedPressSchema = z.object({
  projectId: z.exactOptional(z.string()),
  batchId: z.exactOptional(z.string()),
  /** The batch whose failures it makes again: what is still to be made is looked up anew. */
  retriesBatch: z.exactOptional(z.string()),
  /** The `callback_url` of a program's create. */
  callback: z.exactOptional(
    z.object({ tokenId: z.string(), url: z.string(), format: z.enum(['ark', 'openai']) }),
  ),
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

/** Of the column `press`. */
export function readStoredPress(press: string): StoredPress {
  return z.parse(storedPressSchema, JSON.parse(press))
}

const PROMPT_LENGTH = 160

/** How the first prompt begins, as plain text; a mention stands as an ellipsis. */
export function promptOf(items: readonly Pick<StoredPress['items'][number], 'recipe'>[]): string {
  const parts = items[0]?.recipe.prompt ?? []
  const text = parts.map((part) => ('text' in part ? part.text : '…')).join('')
  return [...text].slice(0, PROMPT_LENGTH).join('')
}
