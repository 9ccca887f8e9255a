import { sharedFileParamsSchema } from '#lib/api/guest.ts'
import { shareRoute } from '#lib/server/http/share-route.ts'
import { readSharedFile } from '#lib/server/shares/guest-files.ts'

export const GET = shareRoute({
  permission: 'clip.see',
  params: sharedFileParamsSchema,
  run: ({ services, guest, share, params, request }) =>
    readSharedFile(services, { guest, share, request, key: params.clip }, params.file),
})
export const HEAD = GET
