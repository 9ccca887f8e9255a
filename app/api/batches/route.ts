import { createBatchSchema, type BatchAnswer } from '#lib/api/batches.ts'
import { createBatch } from '#lib/server/generations/create-generation.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({
  permission: 'generation.create',
  body: createBatchSchema,
  maxBodyBytes: 1024 * 1024,
  run: async ({ services, principal, body }) => {
    const { generations, isRepeat } = await createBatch(services, principal, body)
    return Response.json({ generations } satisfies BatchAnswer, { status: isRepeat ? 200 : 201 })
  },
})
