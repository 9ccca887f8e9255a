import { readNoticesSchema } from '#lib/api/notifications.ts'
import { route } from '#lib/server/http/route.ts'
import { readThem } from '#lib/server/notifications/read-notifications.ts'

export const POST = route({
  permission: 'notification.change',
  body: readNoticesSchema,
  run: ({ services, principal, body }) => readThem(services, principal, body.ids),
})
