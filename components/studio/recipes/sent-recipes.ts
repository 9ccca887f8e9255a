/** The recipes that were sent in a project, to step back through: what a person would call one, once. Pure. */
import type { Generation, Recipe } from '#lib/generation/generation.ts'

export interface SentRecipe {
  /** Of the generation that it was sent for. */
  id: string
  recipe: Recipe
}

/** Newest first. `generations` newest first too, as the list of takes has them. */
export function sentRecipes(generations: readonly Generation[], projectId: string): SentRecipe[] {
  const sent: SentRecipe[] = []
  let last: Generation | undefined
  for (const generation of generations) {
    if (generation.projectId !== projectId) continue
    const isSame =
      last !== undefined && (isOfOnePress(last, generation) || isSameRecipe(last.recipe, generation.recipe))
    const { id, recipe } = generation
    // Of several takes the first was sent as it was written; the later ones have seeds of their own.
    if (isSame) sent[sent.length - 1] = { id, recipe }
    else sent.push({ id, recipe })
    last = generation
  }
  return sent
}

/** Whether they would make the same: ids of references are each composer's own. */
export function isSameRecipe(one: Recipe, other: Recipe): boolean {
  return keyOf(one) === keyOf(other)
}

function isOfOnePress(one: Generation, other: Generation): boolean {
  return one.shotId === other.shotId && one.createdAt === other.createdAt
}

function keyOf({ model, mode, prompt, references, settings, draftOf }: Recipe): string {
  const place = new Map(references.map(({ id }, index) => [id, index]))
  return JSON.stringify([
    model,
    mode,
    draftOf,
    prompt.map((part) => ('text' in part ? part.text : [place.get(part.mention)])),
    references.map(({ kind, role, name, mediaId, url }) => [kind, role, name, mediaId, url]),
    Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ])
}
