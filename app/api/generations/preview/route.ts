import { previewSchema } from '#lib/api/preview.ts'
import { previewRequest } from '#lib/server/generations/preview-request.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'generation.create',
  body: previewSchema,
  maxBodyBytes: 512 * 1024,
  run: ({ services, principal, body }) => previewRequest(services, principal, body),
})
