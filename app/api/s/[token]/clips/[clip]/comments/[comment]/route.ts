import { sharedCommentParamsSchema } from '#lib/api/guest.ts'
import { editCommentSchema } from '#lib/api/review.ts'
import { shareRoute } from '#lib/server/http/share-route.ts'
import { editAsGuest, removeAsGuest } from '#lib/server/shares/guest-review.ts'

export const PUT = shareRoute({
  permission: 'comment.write',
  params: sharedCommentParamsSchema,
  body: editCommentSchema,
  run: ({ services, guest, share, params: { clip, comment }, body, request }) =>
    editAsGuest(services, { guest, share, request, key: clip }, { commentId: comment, text: body.text }),
})

export const DELETE = shareRoute({
  permission: 'comment.write',
  params: sharedCommentParamsSchema,
  run: ({ services, guest, share, params: { clip, comment }, request }) =>
    removeAsGuest(services, { guest, share, request, key: clip }, comment),
})
