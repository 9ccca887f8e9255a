import { createGenerationsSchema, listGenerationsSchema } from '#lib/api/generations.ts'
import { createGenerations } from '#lib/server/generations/create-generation.ts'
import { readGenerations } from '#lib/server/generations/read-generations.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'generation.read',
  query: listGenerationsSchema,
  run: ({ services, principal, query: { project, ...page } }) =>
    readGenerations(services, principal, {
      ...page,
      ...(project === undefined ? {} : { projectId: project }),
    }),
})

export const POST = route({
  permission: 'generation.create',
  body: createGenerationsSchema,
  maxBodyBytes: 512 * 1024,
  run: async ({ services, principal, body }) => {
    const { generations, isRepeat } = await createGenerations(services, principal, body)
    return Response.json({ generations }, { status: isRepeat ? 200 : 201 })
  },
})
