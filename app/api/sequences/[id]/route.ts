import { saveSequenceSchema, sequenceParamsSchema } from '#lib/api/sequences.ts'
import { route } from '#lib/server/http/route.ts'
import { changedElsewhere } from '#lib/server/sequences/changed-elsewhere.ts'
import { readSequence, removeSequence, saveSequence } from '#lib/server/sequences/sequences.ts'

export const GET = route({
  permission: 'sequence.read',
  params: sequenceParamsSchema,
  run: ({ services, principal, params }) => readSequence(services, principal, params.id),
})

export const PUT = route({
  permission: 'sequence.change',
  params: sequenceParamsSchema,
  body: saveSequenceSchema,
  run: async ({ services, principal, params, body, request }) => {
    const { sequence, isSaved } = await saveSequence(services, principal, { ...body, id: params.id })
    return isSaved ? sequence : changedElsewhere(request, sequence)
  },
})

export const DELETE = route({
  permission: 'sequence.change',
  params: sequenceParamsSchema,
  run: ({ services, principal, params }) => removeSequence(services, principal, params.id),
})
