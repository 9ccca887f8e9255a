import { tokenParamsSchema } from '#lib/api/tokens.ts'
import { route } from '#lib/server/http/route.ts'
import { readCallbackSecret } from '#lib/server/webhooks/deliveries.ts'

export const GET = route({
  permission: 'token.read',
  params: tokenParamsSchema,
  run: ({ services, principal, params }) => readCallbackSecret(services, principal, params.id),
})
