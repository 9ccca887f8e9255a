import { reviewParamsSchema, reviewQuerySchema } from '#lib/api/review.ts'
import { route } from '#lib/server/http/route.ts'
import { readReview } from '#lib/server/review/read-review.ts'
import { readerOf } from '#lib/server/review/speaker-of.ts'

export const GET = route({
  permission: 'comment.read',
  params: reviewParamsSchema,
  query: reviewQuerySchema,
  run: ({ services, principal, params, query }) =>
    readReview(services, readerOf(principal), params.id, query.after),
})
