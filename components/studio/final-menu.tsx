import { Sparkles } from 'lucide-react'
import { useWords } from '#components/ui/language.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { finalRecipe } from '#lib/generation/draft-final.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { defineWords } from '#lib/language/language.ts'
import { modelOrLoosest, resolutionsFor } from '#lib/seedance/models.ts'
import { quote } from '#lib/seedance/price.ts'
import type { Resolution } from '#lib/seedance/request.ts'
import { useFormat, type Format } from './use-format.ts'
import { RESOLUTION_WORDS } from './words.ts'

const WORDS = defineWords({
  en: {
    label: 'Make the final',
    free: 'Free in the sandbox',
    tokens: (range: string) => `${range} tokens`,
  },
  zh: {
    label: '生成正片',
    free: '沙盒中免费',
    tokens: (range) => `${range} tokens`,
  },
})

/** The full render of a draft, by what it is made at and what that costs. Loaded with the first draft. */
export default function FinalMenu({
  generation,
  onMake,
}: {
  generation: Generation
  onMake: (generation: Generation, resolution: Resolution) => void
}) {
  const words = useWords(WORDS)
  const format = useFormat()
  const { model } = modelOrLoosest(generation.recipe.model)
  return (
    <Menu
      label={words.label}
      items={resolutionsFor(model, 'draft_final').map((resolution) => ({
        id: resolution,
        label: RESOLUTION_WORDS[resolution],
        hint: generation.provider === 'sandbox' ? words.free : priceOf(generation, resolution, format),
        onSelect: () => onMake(generation, resolution),
      }))}
      trigger={
        <>
          <Sparkles aria-hidden size={14} />
          {words.label}
        </>
      }
      triggerClassName="flex h-7 items-center gap-1.5 rounded-md px-2 text-xs font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:h-10"
    />
  )
}

function priceOf({ id, recipe }: Generation, resolution: Resolution, format: Format): string {
  const { model, settings } = finalRecipe(id, recipe, { resolution })
  const { tokens, money } = quote({
    ...settings,
    model,
    mode: 'draft_final',
    modeIsExplicit: false,
    prompt: '',
    references: [],
  })
  const [first] = money ?? []
  return first
    ? format.moneyRange(first.min, first.max, first.currency)
    : WORDS[format.language].tokens(format.tokenRange(tokens.min, tokens.max))
}
