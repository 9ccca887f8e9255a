import { generationParamsSchema, retryGenerationSchema } from '#lib/api/generations.ts'
import { retryGeneration } from '#lib/server/generations/generation-actions.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'generation.retry',
  params: generationParamsSchema,
  body: retryGenerationSchema,
  run: ({ services, principal, params, body }) => retryGeneration(services, principal, params.id, body),
})
