import { openApiDocument } from '#lib/api/openapi/document.ts'
import { openApiQuerySchema } from '#lib/api/openapi/query.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'public',
  query: openApiQuerySchema,
  run: ({ services, query }) => openApiDocument(services.origin, query.language),
})
