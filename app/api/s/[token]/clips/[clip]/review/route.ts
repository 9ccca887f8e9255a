import { sharedClipParamsSchema } from '#lib/api/guest.ts'
import { reviewQuerySchema } from '#lib/api/review.ts'
import { shareRoute } from '#lib/server/http/share-route.ts'
import { readSharedReview } from '#lib/server/shares/guest-review.ts'

export const GET = shareRoute({
  permission: 'clip.see',
  params: sharedClipParamsSchema,
  query: reviewQuerySchema,
  run: ({ services, guest, share, params, query, request }) =>
    readSharedReview(services, { guest, share, request, key: params.clip }, query.after),
})
