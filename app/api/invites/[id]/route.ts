import { inviteParamsSchema } from '#lib/api/accounts.ts'
import { revokeInvite } from '#lib/server/accounts/invites.ts'
import { route } from '#lib/server/http/route.ts'

export const DELETE = route({
  permission: 'invite.change',
  params: inviteParamsSchema,
  run: ({ services, principal, params }) => revokeInvite(services, principal, params.id),
})
