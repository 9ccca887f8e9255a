import { generationParamsSchema, resolveUncertainSchema } from '#lib/api/generations.ts'
import { resolveUncertain } from '#lib/server/generations/generation-actions.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'generation.resolve',
  params: generationParamsSchema,
  body: resolveUncertainSchema,
  run: ({ services, principal, params, body }) => resolveUncertain(services, principal, params.id, body),
})
