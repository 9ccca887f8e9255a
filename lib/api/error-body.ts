/** The body of every answer that is not 2xx: an AppError on the wire. */
import * as z from 'zod/mini'

export const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    retryable: z.boolean(),
    problems: z.optional(
      z.array(
        z.object({ field: z.string(), code: z.string(), message: z.string(), fix: z.optional(z.unknown()) }),
      ),
    ),
  }),
})
export type ErrorBody = z.infer<typeof errorBodySchema>
