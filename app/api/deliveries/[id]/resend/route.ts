import { webhookParamsSchema } from '#lib/api/webhooks.ts'
import { route } from '#lib/server/http/route.ts'
import { resendDelivery } from '#lib/server/webhooks/deliveries.ts'

export const POST = route({
  permission: 'webhook.change',
  params: webhookParamsSchema,
  run: ({ services, principal, params }) => resendDelivery(services, principal, params.id),
})
