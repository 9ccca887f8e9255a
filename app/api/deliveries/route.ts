import { deliveriesQuerySchema } from '#lib/api/webhooks.ts'
import { route } from '#lib/server/http/route.ts'
import { readDeliveries } from '#lib/server/webhooks/deliveries.ts'

export const GET = route({
  permission: 'webhook.read',
  query: deliveriesQuerySchema,
  run: ({ services, principal, query }) => readDeliveries(services, principal, query),
})
