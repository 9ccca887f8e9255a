import { guestNameSchema, linkParamsSchema } from '#lib/api/guest.ts'
import { shareRoute } from '#lib/server/http/share-route.ts'
import { signAsGuest } from '#lib/server/shares/guest-door.ts'

export const PUT = shareRoute({
  permission: 'clip.see',
  params: linkParamsSchema,
  body: guestNameSchema,
  run: ({ services, share, guest, params, body }) =>
    signAsGuest(services, guest, { share, token: params.token }, body.name),
})
