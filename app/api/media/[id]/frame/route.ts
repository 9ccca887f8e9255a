import { frameSchema, mediaParamsSchema } from '#lib/api/media.ts'
import { route } from '#lib/server/http/route.ts'
import { frameOf } from '#lib/server/media/use-frame.ts'

export const POST = route({
  permission: 'media.create',
  params: mediaParamsSchema,
  body: frameSchema,
  run: async ({ services, principal, params, body, request }) => {
    const { file, isNew } = await frameOf(services, principal, {
      ...params,
      ...body,
      signal: request.signal,
    })
    return Response.json(file, { status: isNew ? 201 : 200 })
  },
})
