import { linkParamsSchema } from '#lib/api/guest.ts'
import { shareRoute } from '#lib/server/http/share-route.ts'
import { zipShared } from '#lib/server/shares/guest-zip.ts'

export const GET = shareRoute({
  permission: 'clip.download',
  params: linkParamsSchema,
  run: ({ services, guest, share, params, request }) =>
    zipShared(services, { guest, share, token: params.token, request }),
})
