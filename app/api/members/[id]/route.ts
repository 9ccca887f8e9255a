import { memberParamsSchema, memberRoleSchema } from '#lib/api/accounts.ts'
import { changeRole, removeMember } from '#lib/server/accounts/members.ts'
import { route } from '#lib/server/http/route.ts'

export const PUT = route({
  permission: 'member.change',
  params: memberParamsSchema,
  body: memberRoleSchema,
  run: ({ services, principal, params, body }) => changeRole(services, principal, params.id, body.role),
})

export const DELETE = route({
  permission: 'member.change',
  params: memberParamsSchema,
  run: ({ services, principal, params }) => removeMember(services, principal, params.id),
})
