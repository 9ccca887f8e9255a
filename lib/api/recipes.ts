/** POST /api/recipes/resolve: which of a recipe's files this team has. */
import * as z from 'zod/mini'
import { REFERENCE_KINDS } from '#lib/seedance/request.ts'
import type { MediaFile } from './media.ts'
import { idSchema } from './values.ts'

export const resolveRecipeSchema = z.strictObject({
  references: z
    .array(
      z.strictObject({
        kind: z.enum(REFERENCE_KINDS),
        /** Of its bytes, from a recipe of anywhere. */
        sha256: z.exactOptional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
        /** Of this studio. */
        mediaId: z.exactOptional(idSchema),
      }),
    )
    .check(z.maxLength(64)),
})
export type ResolveRecipeInput = z.infer<typeof resolveRecipeSchema>

/** In the order asked for; null: the team has no such file of that kind, or the storage has lost it. */
export interface ResolvedRecipe {
  media: (MediaFile | null)[]
}
