import { shareParamsSchema } from '#lib/api/shares.ts'
import { route } from '#lib/server/http/route.ts'
import { renewShare } from '#lib/server/shares/shares.ts'

export const POST = route({
  permission: 'share.change',
  params: shareParamsSchema,
  run: ({ services, principal, params }) => renewShare(services, principal, params.id),
})
