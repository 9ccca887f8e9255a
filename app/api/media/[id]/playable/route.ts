import { mediaParamsSchema } from '#lib/api/media.ts'
import { route } from '#lib/server/http/route.ts'
import { readPlayable } from '#lib/server/media/playable.ts'

export const GET = route({
  permission: 'media.read',
  params: mediaParamsSchema,
  run: ({ services, principal, params, request }) => readPlayable(services, principal, request, params.id),
})
export const HEAD = GET
