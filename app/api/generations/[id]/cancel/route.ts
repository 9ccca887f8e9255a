import { generationParamsSchema } from '#lib/api/generations.ts'
import { cancelGeneration } from '#lib/server/generations/generation-actions.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'generation.cancel',
  params: generationParamsSchema,
  run: ({ services, principal, params }) => cancelGeneration(services, principal, params.id),
})
