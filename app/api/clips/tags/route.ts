import { clipTagsSchema } from '#lib/api/clip-tags.ts'
import { readTags } from '#lib/server/gallery/read-tags.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'generation.read',
  body: clipTagsSchema,
  run: ({ services, principal, body }) => readTags(services, principal, body.ids),
})
