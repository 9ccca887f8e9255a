import { mediaParamsSchema } from '#lib/api/media.ts'
import { route } from '#lib/server/http/route.ts'
import { readPreview } from '#lib/server/media/read-media.ts'

export const GET = route({
  permission: 'media.read',
  params: mediaParamsSchema,
  run: ({ services, principal, params, request }) => readPreview(services, principal, request, params.id),
})
export const HEAD = GET
