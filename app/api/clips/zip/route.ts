import { clipZipSchema } from '#lib/api/clip-zip.ts'
import { zipClips } from '#lib/server/gallery/zip-clips.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'media.read',
  form: clipZipSchema,
  maxBodyBytes: 512 * 1024,
  run: ({ services, principal, body }) => zipClips(services, principal, body.ids),
})
