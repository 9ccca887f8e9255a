import { passwordSchema } from '#lib/api/accounts.ts'
import { changePassword } from '#lib/server/accounts/passwords.ts'
import { route } from '#lib/server/http/route.ts'

export const PUT = route({
  permission: 'account.change',
  body: passwordSchema,
  run: ({ services, principal, body, request }) => changePassword(services, principal, body, request.headers),
})
