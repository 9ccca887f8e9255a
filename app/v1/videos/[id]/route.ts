import { deleteVideo, getVideo } from '#lib/server/endpoint/videos.ts'
import { endpointRoute } from '#lib/server/http/endpoint-route.ts'

export const GET = endpointRoute({
  format: 'openai',
  permission: 'generation.read',
  run: ({ services, principal, id }) => getVideo(services, principal, id),
})

export const DELETE = endpointRoute({
  format: 'openai',
  permission: 'generation.remove',
  run: ({ services, principal, id }) => deleteVideo(services, principal, id),
})
