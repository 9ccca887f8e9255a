import { createSequenceSchema, sequencesQuerySchema } from '#lib/api/sequences.ts'
import { route } from '#lib/server/http/route.ts'
import { createSequence, readSequences } from '#lib/server/sequences/sequences.ts'

export const GET = route({
  permission: 'sequence.read',
  query: sequencesQuerySchema,
  run: ({ services, principal, query }) => readSequences(services, principal, query.project),
})

export const POST = route({
  permission: 'sequence.change',
  body: createSequenceSchema,
  run: async ({ services, principal, body }) =>
    Response.json(await createSequence(services, principal, body), { status: 201 }),
})
