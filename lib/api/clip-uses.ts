/** POST /api/clips/uses: where clips are in use, asked before they are thrown away. Their ids don't fit into an address. */
import * as z from 'zod/mini'
import type { SourceKind } from '#lib/generation/lineage.ts'
import { MOST_CHANGES } from './clip-limits.ts'
import { idSchema } from './values.ts'

export const clipUsesSchema = z.strictObject({
  ids: z.array(idSchema).check(z.minLength(1), z.maxLength(MOST_CHANGES)),
})

export interface ClipUse {
  clipId: string
  /** `sequence`: a part of it; else the user was made from the clip, as SOURCE_KINDS says. */
  as: SourceKind | 'sequence'
  /** A clip's or a sequence's id. */
  userId: string
  /** The beginning of the clip's prompt, or the sequence's title. */
  title: string
  take?: number
}

export interface ClipUses {
  /** How many of the clips that were asked for are in use. */
  clips: number
  /** How many uses there are. */
  total: number
  /** The newest of them, without those by clips that were asked for themselves. */
  uses: ClipUse[]
}
