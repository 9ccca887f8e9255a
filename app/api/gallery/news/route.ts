import { galleryNewsSchema } from '#lib/api/gallery.ts'
import { readGalleryNews } from '#lib/server/gallery/gallery-news.ts'
import { route } from '#lib/server/http/route.ts'

/** 204 when nothing changed. */
export const GET = route({
  permission: 'generation.read',
  query: galleryNewsSchema,
  run: ({ services, principal, query }) => readGalleryNews(services, principal, query),
})
