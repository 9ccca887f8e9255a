import { signOutEverywhere } from '#lib/server/accounts/passwords.ts'
import { route } from '#lib/server/http/route.ts'

export const DELETE = route({
  permission: 'session.end',
  run: ({ services, principal }) => signOutEverywhere(services, principal),
})
