import { createArkTask, listArkTasks } from '#lib/server/endpoint/ark-tasks.ts'
import { endpointRoute } from '#lib/server/http/endpoint-route.ts'

export const GET = endpointRoute({
  format: 'ark',
  permission: 'generation.read',
  run: ({ services, principal, request }) =>
    listArkTasks(services, principal, new URL(request.url).searchParams),
})

export const POST = endpointRoute({
  format: 'ark',
  permission: 'generation.create',
  run: ({ services, principal, request }) => createArkTask(services, principal, request),
})
