import { sharedClipParamsSchema } from '#lib/api/guest.ts'
import { createCommentSchema } from '#lib/api/review.ts'
import { shareRoute } from '#lib/server/http/share-route.ts'
import { commentAsGuest } from '#lib/server/shares/guest-review.ts'

export const POST = shareRoute({
  permission: 'comment.write',
  params: sharedClipParamsSchema,
  body: createCommentSchema,
  run: async ({ services, guest, share, params, body, request }) =>
    Response.json(await commentAsGuest(services, { guest, share, request, key: params.clip }, body), {
      status: 201,
    }),
})
