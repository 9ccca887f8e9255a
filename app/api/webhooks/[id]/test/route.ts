import { webhookParamsSchema } from '#lib/api/webhooks.ts'
import { route } from '#lib/server/http/route.ts'
import { testWebhook } from '#lib/server/webhooks/webhooks.ts'

export const POST = route({
  permission: 'webhook.change',
  params: webhookParamsSchema,
  run: ({ services, principal, params }) => testWebhook(services, principal, params.id),
})
