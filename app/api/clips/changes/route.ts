import { clipChangesSchema } from '#lib/api/clip-changes.ts'
import { changeClips } from '#lib/server/gallery/change-clips.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'clip.judge',
  body: clipChangesSchema,
  maxBodyBytes: 512 * 1024,
  run: ({ services, principal, body }) => changeClips(services, principal, body.changes),
})
