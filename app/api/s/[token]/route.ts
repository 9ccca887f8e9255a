import { linkParamsSchema, sharedPageQuerySchema } from '#lib/api/guest.ts'
import { shareRoute } from '#lib/server/http/share-route.ts'
import { readSharedView } from '#lib/server/shares/guest-view.ts'

export const GET = shareRoute({
  permission: 'clip.see',
  params: linkParamsSchema,
  query: sharedPageQuerySchema,
  run: ({ services, guest, share, query }) => readSharedView(services, guest, share, query),
})
