import { route } from '#lib/server/http/route.ts'
import { readStorage } from '#lib/server/media/read-storage.ts'

export const GET = route({
  permission: 'storage.read',
  run: ({ services, principal }) => readStorage(services, principal),
})
