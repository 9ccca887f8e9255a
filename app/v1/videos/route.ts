import { createVideo, listVideos } from '#lib/server/endpoint/videos.ts'
import { endpointRoute } from '#lib/server/http/endpoint-route.ts'

export const GET = endpointRoute({
  format: 'openai',
  permission: 'generation.read',
  run: ({ services, principal, request }) =>
    listVideos(services, principal, new URL(request.url).searchParams),
})

export const POST = endpointRoute({
  format: 'openai',
  permission: 'generation.create',
  run: ({ services, principal, request }) => createVideo(services, principal, request),
})
