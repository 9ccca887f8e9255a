import { generationParamsSchema } from '#lib/api/generations.ts'
import { removeGeneration } from '#lib/server/generations/generation-actions.ts'
import { readGeneration } from '#lib/server/generations/read-generations.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'generation.read',
  params: generationParamsSchema,
  run: ({ services, principal, params }) => readGeneration(services, principal, params.id),
})

export const DELETE = route({
  permission: 'generation.remove',
  params: generationParamsSchema,
  run: ({ services, principal, params }) => removeGeneration(services, principal, params.id),
})
