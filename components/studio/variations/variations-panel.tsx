'use client'
import { useRef, type Dispatch, type ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import type { StudioInfo } from '#lib/api/studio.ts'
import { modelOrLoosest, ratiosFor } from '#lib/seedance/models.ts'
import { RATIOS, type Ratio } from '#lib/seedance/request.ts'
import { modeOf } from '../draft-mode.ts'
import type { Draft, DraftAction, Variations } from '../draft.ts'
import { offeredModels } from '../offered-models.ts'
import { settingsToSend } from '../recipe.ts'
import { ratioInWords } from '../words.ts'
import { ChoiceChips } from './choice-chips.tsx'
import { matrixOf, NO_VARIATIONS, writtenPrompts } from './matrix.ts'
import { OtherPrompts } from './other-prompts.tsx'
import { VariationGrid } from './variation-grid.tsx'
import { VariationsTotal } from './variations-total.tsx'
import { VARIATIONS_WORDS } from './variations-words.ts'

/** Prompts × shapes × models of one press, with the price of each and of all. What is chosen is in the draft at once. */
export default function VariationsPanel({
  draft,
  dispatch,
  provider,
  onClose,
}: {
  draft: Draft
  dispatch: Dispatch<DraftAction>
  provider: StudioInfo['provider']
  onClose: () => void
}) {
  const words = useWords(VARIATIONS_WORDS)
  const body = useRef<HTMLDivElement>(null)
  const variations = draft.variations ?? NO_VARIATIONS
  const vary = (change: Partial<Variations>) =>
    dispatch({ type: 'vary', variations: { ...variations, ...change } })
  const matrix = matrixOf(draft)
  return (
    <Dialog title={words.title} onClose={onClose} className="w-[760px]">
      <div ref={body} className="min-h-0 flex-1 scrollbar-quiet space-y-5 overflow-y-auto px-5 py-4">
        <p className="text-sm text-pretty text-ink-2">{words.hint}</p>
        <Part title={words.prompts}>
          <OtherPrompts
            own={draft.prompt}
            others={variations.prompts}
            references={draft.references}
            onChange={(prompts) => vary({ prompts })}
          />
        </Part>
        <Part title={words.shapes}>
          <Shapes draft={draft} variations={variations} onChange={(ratios) => vary({ ratios })} />
        </Part>
        <Part title={words.models}>
          <Models
            draft={draft}
            variations={variations}
            kind={provider.kind}
            onChange={(models) => vary({ models })}
          />
        </Part>
        <Part title={words.cells}>
          <VariationGrid
            cells={matrix.cells}
            prompts={writtenPrompts(draft).map(({ text }) => text)}
            takes={draft.takes}
          />
        </Part>
      </div>
      <footer className="flex flex-wrap items-end justify-between gap-3 border-t p-3 pl-5">
        <VariationsTotal draft={draft} matrix={matrix} free={provider.free} />
        <span className="ml-auto flex gap-2">
          {draft.variations && (
            <Button variant="quiet" onClick={() => vary(NO_VARIATIONS)}>
              {words.clear}
            </Button>
          )}
          <Button onClick={() => body.current?.closest('dialog')?.close()}>{words.done}</Button>
        </span>
      </footer>
    </Dialog>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="space-y-2">
      <h3 className="font-medium">{title}</h3>
      {children}
    </section>
  )
}

/** Every shape that one of the chosen models has, and what was chosen before. */
function Shapes({
  draft,
  variations,
  onChange,
}: {
  draft: Draft
  variations: Variations
  onChange: (ratios: Ratio[]) => void
}) {
  const words = useWords(VARIATIONS_WORDS)
  const language = useLanguage()
  const own = settingsToSend(draft).ratio ?? 'adaptive'
  const offered = [draft.model, ...variations.models].flatMap((id) =>
    ratiosFor(modelOrLoosest(id).model, modeOf({ ...draft, model: id })),
  )
  const shown = RATIOS.filter(
    (ratio) => ratio === own || offered.includes(ratio) || variations.ratios.includes(ratio),
  )
  return (
    <ChoiceChips
      label={words.shapes}
      choices={shown.map((ratio) => {
        const label = ratioInWords(ratio, language)
        return { id: ratio, label, ...(ratio === own && { own: { label: words.ownChip(label) } }) }
      })}
      chosen={new Set(variations.ratios)}
      onChange={(id, isChosen) =>
        onChange(RATIOS.filter((ratio) => (ratio === id ? isChosen : variations.ratios.includes(ratio))))
      }
    />
  )
}

function Models({
  draft,
  variations,
  kind,
  onChange,
}: {
  draft: Draft
  variations: Variations
  kind: StudioInfo['provider']['kind']
  onChange: (models: string[]) => void
}) {
  const words = useWords(VARIATIONS_WORDS)
  const own = modelOrLoosest(draft.model).model.id
  const offered = offeredModels(kind, own)
  const models = [own, ...offered.map(({ id }) => id).filter((id) => id !== own)]
  return (
    <ChoiceChips
      label={words.models}
      choices={models.map((id) => {
        const { label } = modelOrLoosest(id).model
        return { id, label, ...(id === own && { own: { label: words.ownChip(label) } }) }
      })}
      chosen={new Set(variations.models)}
      onChange={(id, isChosen) => {
        const others = variations.models.filter((model) => model !== id)
        onChange(isChosen ? [...others, id] : others)
      }}
    />
  )
}
