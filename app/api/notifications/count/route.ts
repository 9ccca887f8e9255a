import { languageOfRequest } from '#lib/server/http/request-language.ts'
import { route } from '#lib/server/http/route.ts'
import { countNotices } from '#lib/server/notifications/read-notifications.ts'

export const GET = route({
  permission: 'notification.read',
  run: ({ services, principal, request }) => countNotices(services, principal, languageOfRequest(request)),
})
