import { renameSearchSchema, savedSearchParamsSchema } from '#lib/api/saved-searches.ts'
import { removeSearch, renameSearch } from '#lib/server/gallery/saved-searches.ts'
import { route } from '#lib/server/http/route.ts'

export const PUT = route({
  permission: 'saved_search.change',
  params: savedSearchParamsSchema,
  body: renameSearchSchema,
  run: ({ services, principal, params, body }) => renameSearch(services, principal, params.id, body.name),
})

export const DELETE = route({
  permission: 'saved_search.change',
  params: savedSearchParamsSchema,
  run: ({ services, principal, params }) => removeSearch(services, principal, params.id),
})
