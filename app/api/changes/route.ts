import { changesQuerySchema } from '#lib/api/generations.ts'
import { changesAfter } from '#lib/server/generations/read-generations.ts'
import { route } from '#lib/server/http/route.ts'

/** 204 when nothing changed. */
export const GET = route({
  permission: 'generation.read',
  query: changesQuerySchema,
  run: ({ services, principal, query }) => changesAfter(services, principal, query.after, query.project),
})
