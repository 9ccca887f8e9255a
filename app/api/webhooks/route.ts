import { createWebhookSchema } from '#lib/api/webhooks.ts'
import { route } from '#lib/server/http/route.ts'
import { createWebhook, readWebhooks } from '#lib/server/webhooks/webhooks.ts'

export const GET = route({
  permission: 'webhook.read',
  run: ({ services, principal }) => readWebhooks(services, principal),
})

export const POST = route({
  permission: 'webhook.change',
  body: createWebhookSchema,
  run: async ({ services, principal, body }) =>
    Response.json(await createWebhook(services, principal, body), { status: 201 }),
})
