import { downloadQuerySchema, generationParamsSchema } from '#lib/api/generations.ts'
import { readDownload } from '#lib/server/generations/read-download.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'media.read',
  params: generationParamsSchema,
  query: downloadQuerySchema,
  run: ({ services, principal, params, query, request }) =>
    readDownload(services, principal, request, { ...params, ...query }),
})
export const HEAD = GET
