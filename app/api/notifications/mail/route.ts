import { noticeMailSchema } from '#lib/api/notifications.ts'
import { route } from '#lib/server/http/route.ts'
import { switchMail } from '#lib/server/notifications/read-notifications.ts'

export const PUT = route({
  permission: 'notification.change',
  body: noticeMailSchema,
  run: ({ services, principal, body }) => switchMail(services, principal, body.isOn),
})
