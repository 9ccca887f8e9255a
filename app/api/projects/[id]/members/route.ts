import { projectMembersSchema } from '#lib/api/accounts.ts'
import { projectParamsSchema } from '#lib/api/projects.ts'
import { changeProjectMembers, readProjectMembers } from '#lib/server/accounts/project-members.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'project.read',
  params: projectParamsSchema,
  run: ({ services, principal, params }) => readProjectMembers(services, principal, params.id),
})

export const PUT = route({
  permission: 'project.change',
  params: projectParamsSchema,
  body: projectMembersSchema,
  run: ({ services, principal, params, body }) => changeProjectMembers(services, principal, params.id, body),
})
