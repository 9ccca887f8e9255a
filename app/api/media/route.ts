import { libraryQuerySchema, uploadQuerySchema } from '#lib/api/media.ts'
import { route } from '#lib/server/http/route.ts'
import { ingestUpload } from '#lib/server/media/ingest.ts'
import { readLibrary } from '#lib/server/media/list-media.ts'

export const GET = route({
  permission: 'media.read',
  query: libraryQuerySchema,
  run: ({ services, principal, query }) => readLibrary(services, principal, query),
})

export const PUT = route({
  permission: 'media.create',
  query: uploadQuerySchema,
  body: 'stream',
  run: async ({ services, principal, query, request }) => {
    const { file, isNew } = await ingestUpload(services, principal, {
      fileName: query.fileName,
      projectId: query.project,
      body: request.body,
      contentLength: request.headers.get('content-length'),
      declaredSha256: request.headers.get('x-content-sha256'),
      signal: request.signal,
    })
    return Response.json(file, { status: isNew ? 201 : 200 })
  },
})
