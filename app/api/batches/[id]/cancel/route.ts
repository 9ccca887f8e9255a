import { batchParamsSchema, type BatchAnswer } from '#lib/api/batches.ts'
import { cancelBatch } from '#lib/server/generations/batch-actions.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'generation.cancel',
  params: batchParamsSchema,
  run: async ({ services, principal, params }): Promise<BatchAnswer> => ({
    generations: await cancelBatch(services, principal, params.id),
  }),
})
