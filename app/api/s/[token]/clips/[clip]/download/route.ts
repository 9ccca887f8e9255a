import { sharedClipParamsSchema, sharedDownloadQuerySchema } from '#lib/api/guest.ts'
import { shareRoute } from '#lib/server/http/share-route.ts'
import { readSharedDownload } from '#lib/server/shares/guest-files.ts'

export const GET = shareRoute({
  permission: 'clip.download',
  params: sharedClipParamsSchema,
  query: sharedDownloadQuerySchema,
  run: ({ services, guest, share, params, query, request }) =>
    readSharedDownload(services, { guest, share, request, key: params.clip }, query),
})
export const HEAD = GET
