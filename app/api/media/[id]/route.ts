import { mediaParamsSchema, readMediaQuerySchema } from '#lib/api/media.ts'
import { route } from '#lib/server/http/route.ts'
import { readMedia } from '#lib/server/media/read-media.ts'

export const GET = route({
  permission: 'media.read',
  params: mediaParamsSchema,
  query: readMediaQuerySchema,
  run: ({ services, principal, params, query, request }) =>
    readMedia(services, principal, request, { ...params, ...query }),
})
export const HEAD = GET
