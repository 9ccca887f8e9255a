import { reactSchema, reviewParamsSchema } from '#lib/api/review.ts'
import { route } from '#lib/server/http/route.ts'
import { reactToComment } from '#lib/server/review/comments.ts'
import { speakerOf } from '#lib/server/review/speaker-of.ts'

export const POST = route({
  permission: 'comment.write',
  params: reviewParamsSchema,
  body: reactSchema,
  run: ({ services, principal, params, body }) =>
    reactToComment(services, { ...speakerOf(principal), commentId: params.id, ...body }),
})
