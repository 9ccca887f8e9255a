import * as z from 'zod/mini'
import { signInWithOwnerLink } from '#lib/server/auth/sessions.ts'
import { answerWrongLink } from '#lib/server/auth/wrong-link.ts'
import { route } from '#lib/server/http/route.ts'
import { withCookies } from '#lib/server/http/with-cookies.ts'

/** The owner link. The answer is a redirect, so the token stays neither in the address bar nor in the history. */
export const GET = route({
  permission: 'public',
  query: z.strictObject({ token: z._default(z.string().check(z.maxLength(1024)), '') }),
  run: async ({ services, query, request }) => {
    try {
      const cookies = await signInWithOwnerLink(services.auth, query.token, request.headers)
      // Relative: `request.url` says localhost whatever the address was.
      return withCookies(new Response(null, { status: 303, headers: { location: '/' } }), cookies)
    } catch (error) {
      return answerWrongLink(error, request)
    }
  },
})
