import { route } from '#lib/server/http/route.ts'
import { withCookies } from '#lib/server/http/with-cookies.ts'
import { finishOidc } from '#lib/server/oidc/oidc-sign-in.ts'

/** Where the provider sends the browser back to. What it adds to the query is its own matter. */
export const GET = route({
  permission: 'public',
  query: 'raw',
  run: async ({ services, request }) => {
    const { location, cookies } = await finishOidc(services, request)
    return withCookies(new Response(null, { status: 303, headers: { location } }), cookies)
  },
})
