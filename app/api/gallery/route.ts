import { galleryQuerySchema } from '#lib/api/gallery.ts'
import { readGallery } from '#lib/server/gallery/read-gallery.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'generation.read',
  query: galleryQuerySchema,
  run: ({ services, principal, query }) => readGallery(services, principal, query),
})
