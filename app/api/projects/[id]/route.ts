import { projectBodySchema, projectParamsSchema } from '#lib/api/projects.ts'
import { route } from '#lib/server/http/route.ts'
import { renameProject } from '#lib/server/teams/projects.ts'

export const PUT = route({
  permission: 'project.change',
  params: projectParamsSchema,
  body: projectBodySchema,
  run: ({ services, principal, params, body }) => renameProject(services, principal, params.id, body),
})
