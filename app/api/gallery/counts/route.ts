import { galleryFilterSchema } from '#lib/api/gallery.ts'
import { readGalleryCounts } from '#lib/server/gallery/read-gallery.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'generation.read',
  query: galleryFilterSchema,
  run: ({ services, principal, query }) => readGalleryCounts(services, principal, query),
})
