/** POST /api/clips/changes: what is said of many clips at once, and how it is taken back. */
import * as z from 'zod/mini'
import { MOST_CHANGES } from './clip-limits.ts'
import { PICKS } from './gallery.ts'
import { idSchema } from './values.ts'

const MOST_TAGS = 20

/** As typed, without the blanks around it. A comma parts tags in an address. */
export const tagSchema = z.pipe(
  z.string().check(z.maxLength(200)),
  z.pipe(
    z.transform((tag: string) => tag.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()),
    z.string().check(
      z.minLength(1),
      z.maxLength(64),
      z.refine((tag) => !tag.includes(','), { error: 'must not hold a comma' }),
    ),
  ),
)

const clipChangeSchema = z.strictObject({
  id: idSchema,
  /** Stars; 0 takes them away. */
  rating: z.exactOptional(z.int().check(z.gte(0), z.lte(5))),
  pick: z.exactOptional(z.nullable(z.enum(PICKS))),
  /** Of whoever asks. */
  favourite: z.exactOptional(z.boolean()),
  addTags: z.exactOptional(z.array(tagSchema).check(z.maxLength(MOST_TAGS))),
  removeTags: z.exactOptional(z.array(tagSchema).check(z.maxLength(MOST_TAGS))),
  /** Into the bin, or out of it. */
  removed: z.exactOptional(z.boolean()),
  /** To another project of the team; all takes of its shot go with it. */
  project: z.exactOptional(idSchema),
})
export type ClipChange = z.output<typeof clipChangeSchema>

export const clipChangesSchema = z.strictObject({
  changes: z.array(clipChangeSchema).check(z.minLength(1), z.maxLength(MOST_CHANGES)),
})

/** `undo` is a request that brings back what was there before: only what really changed. */
export interface ClipChangesAnswer {
  changed: number
  /** Takes that were not named and went along with their shot. */
  others?: number
  undo: ClipChange[]
}
