import { route } from '#lib/server/http/route.ts'
import { readNotices } from '#lib/server/notifications/read-notifications.ts'

export const GET = route({
  permission: 'notification.read',
  run: ({ services, principal }) => readNotices(services, principal),
})
