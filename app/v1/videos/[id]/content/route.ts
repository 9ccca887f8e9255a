import { getVideoContent } from '#lib/server/endpoint/videos.ts'
import { endpointRoute } from '#lib/server/http/endpoint-route.ts'

export const GET = endpointRoute({
  format: 'openai',
  permission: 'media.read',
  run: ({ services, principal, id, request }) => getVideoContent(services, principal, id, request),
})
export const HEAD = GET
