import { createInviteSchema } from '#lib/api/accounts.ts'
import { readInvites } from '#lib/server/accounts/invites.ts'
import { createAndSendInvite } from '#lib/server/accounts/send-invite.ts'
import { languageOfRequest } from '#lib/server/http/request-language.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'invite.read',
  run: ({ services, principal }) => readInvites(services, principal),
})

export const POST = route({
  permission: 'invite.change',
  body: createInviteSchema,
  run: async ({ services, principal, body, request }) =>
    Response.json(await createAndSendInvite(services, principal, body, languageOfRequest(request)), {
      status: 201,
    }),
})
