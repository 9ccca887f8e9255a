/** Which of a recipe's files the team has. */
import type { ResolvedRecipe, ResolveRecipeInput } from '#lib/api/recipes.ts'
import { fetchJson, hasKeys } from './call-api.ts'

/** In the order of `references`, null where there is none; nothing is asked where nothing can be there. */
export async function resolveReferences(
  references: ResolveRecipeInput['references'],
): Promise<ResolvedRecipe['media']> {
  if (references.every(({ sha256, mediaId }) => sha256 === undefined && mediaId === undefined)) {
    return references.map(() => null)
  }
  const { media } = await fetchJson('/api/recipes/resolve', isResolved, {
    method: 'POST',
    body: { references },
  })
  return media
}

function isResolved(body: unknown): body is ResolvedRecipe {
  return hasKeys(body, 'media') && Array.isArray(body.media)
}
