import { changeShareSchema, shareParamsSchema } from '#lib/api/shares.ts'
import { route } from '#lib/server/http/route.ts'
import { changeShare, revokeShare } from '#lib/server/shares/shares.ts'

export const PUT = route({
  permission: 'share.change',
  params: shareParamsSchema,
  body: changeShareSchema,
  run: ({ services, principal, params, body }) => changeShare(services, principal, params.id, body),
})

export const DELETE = route({
  permission: 'share.change',
  params: shareParamsSchema,
  run: ({ services, principal, params }) => revokeShare(services, principal, params.id),
})
