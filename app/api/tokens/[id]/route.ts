import { tokenParamsSchema } from '#lib/api/tokens.ts'
import { route } from '#lib/server/http/route.ts'
import { revokeToken } from '#lib/server/tokens/tokens.ts'

export const DELETE = route({
  permission: 'token.change',
  params: tokenParamsSchema,
  run: ({ services, principal, params }) => revokeToken(services, principal, params.id),
})
