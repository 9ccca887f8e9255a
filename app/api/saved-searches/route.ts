import { savedSearchesQuerySchema, saveSearchSchema } from '#lib/api/saved-searches.ts'
import { readSavedSearches, saveSearch } from '#lib/server/gallery/saved-searches.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({
  permission: 'saved_search.read',
  query: savedSearchesQuerySchema,
  run: ({ services, principal, query }) => readSavedSearches(services, principal, query.project),
})

export const POST = route({
  permission: 'saved_search.change',
  body: saveSearchSchema,
  run: async ({ services, principal, body }) =>
    Response.json(await saveSearch(services, principal, body), { status: 201 }),
})
