import { importAddressSchema } from '#lib/api/media.ts'
import { route } from '#lib/server/http/route.ts'
import { importAddress } from '#lib/server/media/from-address.ts'

export const POST = route({
  permission: 'media.create',
  body: importAddressSchema,
  run: async ({ services, principal, body, request }) => {
    const { file, isNew } = await importAddress(services, principal, { ...body, signal: request.signal })
    return Response.json(file, { status: isNew ? 201 : 200 })
  },
})
