import { Sparkles } from 'lucide-react'
import { Menu } from '#components/ui/menu.tsx'
import { finalRecipe } from '#lib/generation/draft-final.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { modelOrLoosest, resolutionsFor } from '#lib/seedance/models.ts'
import { quote } from '#lib/seedance/price.ts'
import type { Resolution } from '#lib/seedance/request.ts'
import { moneyRange, tokenRange } from './format.ts'
import { RESOLUTION_WORDS } from './words.ts'

const WORDS = {
  label: 'Make the final',
  free: 'Free in the sandbox',
  tokens: (range: string) => `${range} tokens`,
}

/** The full render of a draft, by what it is made at and what that costs. Loaded with the first draft. */
export default function FinalMenu({
  generation,
  onMake,
}: {
  generation: Generation
  onMake: (generation: Generation, resolution: Resolution) => void
}) {
  const { model } = modelOrLoosest(generation.recipe.model)
  return (
    <Menu
      label={WORDS.label}
      items={resolutionsFor(model, 'draft_final').map((resolution) => ({
        id: resolution,
        label: RESOLUTION_WORDS[resolution],
        hint: priceOf(generation, resolution),
        onSelect: () => onMake(generation, resolution),
      }))}
      trigger={
        <>
          <Sparkles aria-hidden size={14} />
          {WORDS.label}
        </>
      }
      triggerClassName="flex h-7 items-center gap-1.5 rounded-md px-2 text-xs font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink touch:h-10"
    />
  )
}

function priceOf({ id, provider, recipe }: Generation, resolution: Resolution): string {
  if (provider === 'sandbox') return WORDS.free
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
    ? moneyRange(first.min, first.max, first.currency)
    : WORDS.tokens(tokenRange(tokens.min, tokens.max))
}
