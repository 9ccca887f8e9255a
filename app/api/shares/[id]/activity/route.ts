import { shareParamsSchema } from '#lib/api/shares.ts'
import { route } from '#lib/server/http/route.ts'
import { readShareActivity } from '#lib/server/shares/shares.ts'

export const GET = route({
  permission: 'share.read',
  params: shareParamsSchema,
  run: ({ services, principal, params }) => readShareActivity(services, principal, params.id),
})
