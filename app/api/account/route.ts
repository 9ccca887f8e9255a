import { accountSchema } from '#lib/api/accounts.ts'
import { changeAccount, readAccount } from '#lib/server/accounts/passwords.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'session.read',
  run: ({ services, principal, request }) => readAccount(services, principal, request.headers),
})

export const PUT = route({
  permission: 'account.change',
  body: accountSchema,
  run: ({ services, principal, body, request }) => changeAccount(services, principal, body, request.headers),
})
