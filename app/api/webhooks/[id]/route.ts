import { changeWebhookSchema, webhookParamsSchema } from '#lib/api/webhooks.ts'
import { route } from '#lib/server/http/route.ts'
import { changeWebhook, removeWebhook } from '#lib/server/webhooks/webhooks.ts'

export const PUT = route({
  permission: 'webhook.change',
  params: webhookParamsSchema,
  body: changeWebhookSchema,
  run: ({ services, principal, params, body }) => changeWebhook(services, principal, params.id, body),
})

export const DELETE = route({
  permission: 'webhook.change',
  params: webhookParamsSchema,
  run: ({ services, principal, params }) => removeWebhook(services, principal, params.id),
})
