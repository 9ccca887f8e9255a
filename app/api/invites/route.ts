import { createInviteSchema } from '#lib/api/accounts.ts'
import { createInvite, readInvites } from '#lib/server/accounts/invites.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'invite.read',
  run: ({ services, principal }) => readInvites(services, principal),
})

export const POST = route({
  permission: 'invite.change',
  body: createInviteSchema,
  run: async ({ services, principal, body }) =>
    Response.json(await createInvite(services, principal, body), { status: 201 }),
})
