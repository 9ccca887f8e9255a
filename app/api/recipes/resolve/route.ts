import { resolveRecipeSchema } from '#lib/api/recipes.ts'
import { route } from '#lib/server/http/route.ts'
import { resolveReferences } from '#lib/server/media/resolve-references.ts'

export const POST = route({
  permission: 'media.read',
  body: resolveRecipeSchema,
  run: ({ services, principal, body }) => resolveReferences(services, principal, body),
})
