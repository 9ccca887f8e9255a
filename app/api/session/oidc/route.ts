import * as z from 'zod/mini'
import { route } from '#lib/server/http/route.ts'
import { withCookies } from '#lib/server/http/with-cookies.ts'
import { beginOidc } from '#lib/server/oidc/oidc-sign-in.ts'

/** A link, followed by the browser itself: to the sign-in of OIDC_ISSUER. */
export const GET = route({
  permission: 'public',
  query: z.strictObject({ invite: z._default(z.string().check(z.maxLength(200)), '') }),
  run: async ({ services, query }) => {
    const { location, cookies } = await beginOidc(services, query.invite)
    return withCookies(new Response(null, { status: 303, headers: { location } }), cookies)
  },
})
