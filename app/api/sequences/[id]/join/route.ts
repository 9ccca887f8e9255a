import { joinSequenceSchema, sequenceParamsSchema } from '#lib/api/sequences.ts'
import { route } from '#lib/server/http/route.ts'
import { joinSequence } from '#lib/server/sequences/join-sequence.ts'

export const POST = route({
  permission: 'sequence.change',
  params: sequenceParamsSchema,
  body: joinSequenceSchema,
  run: async ({ services, principal, params, body }) => {
    const { generation, isRepeat } = await joinSequence(services, principal, { ...body, id: params.id })
    return Response.json(generation, { status: isRepeat ? 200 : 201 })
  },
})
