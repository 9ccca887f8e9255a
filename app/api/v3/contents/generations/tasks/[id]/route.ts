import { deleteArkTask, getArkTask } from '#lib/server/endpoint/ark-tasks.ts'
import { endpointRoute } from '#lib/server/http/endpoint-route.ts'

export const GET = endpointRoute({
  format: 'ark',
  permission: 'generation.read',
  run: ({ services, principal, id }) => getArkTask(services, principal, id),
})

export const DELETE = endpointRoute({
  format: 'ark',
  permission: 'generation.remove',
  run: ({ services, principal, id }) => deleteArkTask(services, principal, id),
})
