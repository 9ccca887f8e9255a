import { changeCommentSchema, reviewParamsSchema } from '#lib/api/review.ts'
import { route } from '#lib/server/http/route.ts'
import { editComment, removeComment, resolveComment } from '#lib/server/review/comments.ts'
import { readerOf, speakerOf } from '#lib/server/review/speaker-of.ts'

export const PUT = route({
  permission: 'comment.write',
  params: reviewParamsSchema,
  body: changeCommentSchema,
  run: ({ services, principal, params, body }) => {
    const wish = { ...speakerOf(principal), commentId: params.id }
    return body.text === undefined
      ? resolveComment(services, { ...wish, resolved: body.resolved === true })
      : editComment(services, { ...wish, text: body.text })
  },
})

export const DELETE = route({
  permission: 'comment.write',
  params: reviewParamsSchema,
  run: ({ services, principal, params }) =>
    removeComment(services, { ...readerOf(principal), commentId: params.id }),
})
