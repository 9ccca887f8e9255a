import { fixSchema, mediaParamsSchema } from '#lib/api/media.ts'
import { route } from '#lib/server/http/route.ts'
import { fixMedia } from '#lib/server/media/fix-media.ts'

export const POST = route({
  permission: 'media.create',
  params: mediaParamsSchema,
  body: fixSchema,
  run: async ({ services, principal, params, body, request }) => {
    const { file, isNew } = await fixMedia(services, principal, {
      ...params,
      fix: body,
      signal: request.signal,
    })
    return Response.json(file, { status: isNew ? 201 : 200 })
  },
})
