import { linkParamsSchema, openSharePasswordSchema } from '#lib/api/guest.ts'
import { shareRoute } from '#lib/server/http/share-route.ts'
import { unlockShare } from '#lib/server/shares/guest-door.ts'

export const POST = shareRoute({
  permission: 'locked',
  params: linkParamsSchema,
  body: openSharePasswordSchema,
  run: ({ services, share, params, body, request }) =>
    unlockShare(services, { share, token: params.token, request }, body.password),
})
