import { clipUsesSchema } from '#lib/api/clip-uses.ts'
import { readUses } from '#lib/server/gallery/read-uses.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'generation.read',
  body: clipUsesSchema,
  run: ({ services, principal, body }) => readUses(services, principal, body.ids),
})
