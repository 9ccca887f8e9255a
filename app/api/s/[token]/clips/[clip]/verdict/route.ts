import { sharedClipParamsSchema } from '#lib/api/guest.ts'
import { giveVerdictSchema } from '#lib/api/review.ts'
import { shareRoute } from '#lib/server/http/share-route.ts'
import { judgeAsGuest } from '#lib/server/shares/guest-review.ts'

export const PUT = shareRoute({
  permission: 'verdict.give',
  params: sharedClipParamsSchema,
  body: giveVerdictSchema,
  run: ({ services, guest, share, params, body, request }) =>
    judgeAsGuest(services, { guest, share, request, key: params.clip }, body.verdict),
})
