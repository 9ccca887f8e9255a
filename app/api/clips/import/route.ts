import { importMediaSchema, importQuerySchema } from '#lib/api/clip-import.ts'
import { importMedia, importUpload } from '#lib/server/clips/import-clip.ts'
import { route } from '#lib/server/http/route.ts'

export const PUT = route({
  permission: 'clip.import',
  query: importQuerySchema,
  body: 'stream',
  run: async ({ services, principal, query, request }) => {
    const answer = await importUpload(services, principal, {
      ...query,
      body: request.body,
      contentLength: request.headers.get('content-length'),
      declaredSha256: request.headers.get('x-content-sha256'),
      signal: request.signal,
    })
    return Response.json(answer, { status: answer.isNew ? 201 : 200 })
  },
})

export const POST = route({
  permission: 'clip.import',
  body: importMediaSchema,
  run: async ({ services, principal, body }) => {
    const answer = await importMedia(services, principal, body)
    return Response.json(answer, { status: answer.isNew ? 201 : 200 })
  },
})
