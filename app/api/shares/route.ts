import { createShareSchema } from '#lib/api/shares.ts'
import { route } from '#lib/server/http/route.ts'
import { createShare, readShares } from '#lib/server/shares/shares.ts'

export const GET = route({
  permission: 'share.read',
  run: ({ services, principal }) => readShares(services, principal),
})

export const POST = route({
  permission: 'share.change',
  body: createShareSchema,
  run: async ({ services, principal, body }) =>
    Response.json(await createShare(services, principal, body), { status: 201 }),
})
