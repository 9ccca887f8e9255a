import { projectQuerySchema } from '#lib/api/projects.ts'
import { route } from '#lib/server/http/route.ts'
import { readStudioInfo } from '#lib/server/studio-info.ts'

export const GET = route({
  permission: 'studio.read',
  query: projectQuerySchema,
  run: ({ services, principal, query }) => readStudioInfo(services, principal, query.project),
})
