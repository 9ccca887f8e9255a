import { clipParamsSchema } from '#lib/api/clips.ts'
import { readClip } from '#lib/server/clips/read-clip.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'generation.read',
  params: clipParamsSchema,
  run: ({ services, principal, params }) => readClip(services, principal, params.id),
})
