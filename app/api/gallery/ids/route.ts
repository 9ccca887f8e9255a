import { galleryIdsSchema } from '#lib/api/gallery.ts'
import { readGalleryIds } from '#lib/server/gallery/gallery-news.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'generation.read',
  query: galleryIdsSchema,
  run: ({ services, principal, query }) => readGalleryIds(services, principal, query),
})
