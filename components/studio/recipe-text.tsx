import { useWords } from '#components/ui/language.tsx'
import type { Recipe } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: { noPrompt: 'No prompt: made from its references alone', missing: 'missing reference' },
  zh: { noPrompt: '无提示词：仅由参考素材生成', missing: '素材已移除' },
})

/** A recipe's prompt to be read, each mention set apart. */
export function RecipeText({ recipe }: { recipe: Pick<Recipe, 'prompt' | 'references'> }) {
  const words = useWords(WORDS)
  if (recipe.prompt.length === 0) return <span className="text-ink-3">{words.noPrompt}</span>
  return recipe.prompt.map((part, index) => {
    if ('text' in part) return part.text
    const reference = recipe.references.find(({ id }) => id === part.mention)
    return (
      // oxlint-disable-next-line react/no-array-index-key -- a mention can stand twice, and a recipe never changes
      <span key={index} className="rounded-sm bg-chip px-1 font-medium text-ink">
        {reference?.name ?? words.missing}
      </span>
    )
  })
}
