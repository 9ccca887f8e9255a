import { signInSchema } from '#lib/api/accounts.ts'
import { signInWithPassword } from '#lib/server/accounts/passwords.ts'
import { signOut } from '#lib/server/auth/sessions.ts'
import { route } from '#lib/server/http/route.ts'
import { withCookies } from '#lib/server/http/with-cookies.ts'

export const GET = route({
  permission: 'session.read',
  run: ({ principal }) => ({ userId: principal.userId, name: principal.name, role: principal.role }),
})

export const POST = route({
  permission: 'public',
  body: signInSchema,
  run: async ({ services, body, request }) =>
    withCookies(
      new Response(null, { status: 204 }),
      await signInWithPassword(services, body, request.headers),
    ),
})

export const DELETE = route({
  permission: 'session.end',
  run: async ({ services, request }) =>
    withCookies(new Response(null, { status: 204 }), await signOut(services, request.headers)),
})
