/** POST /api/clips/tags: which tags clips have, and which there are to choose from. Their ids don't fit into an address. */
import * as z from 'zod/mini'
import { MOST_CHANGES } from './clip-limits.ts'
import { idSchema } from './values.ts'

export const clipTagsSchema = z.strictObject({
  ids: z.array(idSchema).check(z.minLength(1), z.maxLength(MOST_CHANGES)),
})

export interface ClipTags {
  /** How many of the clips that were asked for have each. */
  counts: Record<string, number>
  /** The team's, the most used first. */
  team: string[]
}
