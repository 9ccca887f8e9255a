import type { Recipe } from '#lib/generation/generation.ts'

/** A recipe's prompt to be read, each mention set apart. */
export function RecipeText({ recipe }: { recipe: Pick<Recipe, 'prompt' | 'references'> }) {
  if (recipe.prompt.length === 0)
    return <span className="text-ink-3">No prompt: made from its references alone</span>
  return recipe.prompt.map((part, index) => {
    if ('text' in part) return part.text
    const reference = recipe.references.find(({ id }) => id === part.mention)
    return (
      // oxlint-disable-next-line react/no-array-index-key -- a mention can stand twice, and a recipe never changes
      <span key={index} className="rounded-sm bg-chip px-1 font-medium text-ink">
        {reference?.name ?? 'missing reference'}
      </span>
    )
  })
}
