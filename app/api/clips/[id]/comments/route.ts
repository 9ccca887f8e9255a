import { createCommentSchema, reviewParamsSchema } from '#lib/api/review.ts'
import { route } from '#lib/server/http/route.ts'
import { createComment } from '#lib/server/review/comments.ts'
import { speakerOf } from '#lib/server/review/speaker-of.ts'

export const POST = route({
  permission: 'comment.write',
  params: reviewParamsSchema,
  body: createCommentSchema,
  run: ({ services, principal, params, body }) =>
    createComment(services, { ...speakerOf(principal), clipId: params.id, ...body }),
})
