import { acceptInviteSchema } from '#lib/api/accounts.ts'
import { acceptInvite } from '#lib/server/accounts/invites.ts'
import { route } from '#lib/server/http/route.ts'
import { withCookies } from '#lib/server/http/with-cookies.ts'

/** The secret of the link is the right to come in. */
export const POST = route({
  permission: 'public',
  body: acceptInviteSchema,
  run: async ({ services, body, request }) =>
    withCookies(new Response(null, { status: 204 }), await acceptInvite(services, body, request.headers)),
})
