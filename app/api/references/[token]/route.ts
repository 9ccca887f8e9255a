import { referenceParamsSchema } from '#lib/api/media.ts'
import { route } from '#lib/server/http/route.ts'
import { readReference } from '#lib/server/media/read-media.ts'

export const GET = route({
  permission: 'public',
  params: referenceParamsSchema,
  run: ({ services, params, request }) => readReference(services, request, params.token),
})
export const HEAD = GET
