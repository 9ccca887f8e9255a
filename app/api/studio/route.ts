import { route } from '#lib/server/http/route.ts'
import { readStudioInfo } from '#lib/server/studio-info.ts'

export const GET = route({
  permission: 'studio.read',
  run: ({ services, principal }) => readStudioInfo(services, principal),
})
