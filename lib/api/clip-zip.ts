/** POST /api/clips/zip: a form with the ids of clips, parted by commas; the answer is a zip that is saved while it comes. */
import * as z from 'zod/mini'
import { MOST_CLIPS_PER_ZIP } from './clip-limits.ts'
import { idSchema } from './values.ts'

export const clipZipSchema = z.strictObject({
  ids: z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.split(',').filter((id) => id !== '')),
    ),
    z.array(idSchema).check(z.minLength(1), z.maxLength(MOST_CLIPS_PER_ZIP)),
  ),
})
