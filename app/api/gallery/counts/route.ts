import { galleryCountsSchema } from '#lib/api/gallery.ts'
import { readGalleryCounts } from '#lib/server/gallery/read-counts.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'generation.read',
  query: galleryCountsSchema,
  run: ({ services, principal, query }) => readGalleryCounts(services, principal, query),
})
