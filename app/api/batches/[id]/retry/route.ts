import { batchParamsSchema, retryBatchSchema, type BatchAnswer } from '#lib/api/batches.ts'
import { retryBatch } from '#lib/server/generations/batch-actions.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'generation.retry',
  params: batchParamsSchema,
  body: retryBatchSchema,
  run: async ({ services, principal, params, body }) => {
    const { generations, isRepeat } = await retryBatch(services, principal, params.id, body)
    return Response.json({ generations } satisfies BatchAnswer, { status: isRepeat ? 200 : 201 })
  },
})
