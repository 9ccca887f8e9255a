/** From the draft to everything that one press makes of it. Loaded when something is varied: the checks are not needed to type. */
import {
  expandVariations,
  madeCells,
  totalQuote,
  type Axes,
  type TotalQuote,
  type VariationCell,
  type VariedPrompt,
} from '#lib/generation/variations.ts'
import { brokenInText, toParts, type PromptText } from '#lib/prompt/prompt-edit.ts'
import type { Draft, DraftReference, Variations } from '../draft.ts'
import { factsOfMedia, recipeOf } from '../recipe.ts'

export interface Matrix {
  cells: readonly VariationCell[]
  made: readonly VariationCell[]
  /** Generations of one press: what is made, times the takes. */
  total: number
  /** Of all of them. */
  quote: TotalQuote
}

export const NO_VARIATIONS: Variations = { prompts: [], ratios: [], models: [] }

export function matrixOf(draft: Draft): Matrix {
  const facts = draft.references.map(({ media }) => media && factsOfMedia(media))
  const cells = expandVariations(recipeOf(draft), axesOf(draft), facts)
  const made = madeCells(cells)
  return { cells, made, total: made.length * draft.takes, quote: totalQuote(cells, draft.takes) }
}

/** The prompts that are written, the composer's own first. */
export function writtenPrompts({ prompt, variations = NO_VARIATIONS }: Draft): PromptText[] {
  return [prompt, ...variations.prompts.filter(({ text }) => text.trim() !== '')]
}

/** The composer's own prompt, shape and model come first on each axis. */
function axesOf(draft: Draft): Axes {
  const { ratios, models } = draft.variations ?? NO_VARIATIONS
  const own = recipeOf(draft).settings.ratio ?? 'adaptive'
  return {
    prompts: writtenPrompts(draft).map((prompt) => variedPrompt(prompt, draft.references)),
    ratios: [...new Set([own, ...ratios])],
    models: [...new Set([draft.model, ...models])],
  }
}

function variedPrompt(prompt: PromptText, references: readonly DraftReference[]): VariedPrompt {
  const [broken] = brokenInText(prompt, references)
  const varied = { parts: toParts(prompt), text: prompt.text }
  if (!broken) return varied
  const message = {
    en: `It says ${broken.text}, but that reference is gone`,
    zh: `提到了 ${broken.text}，但这个素材已移除`,
  }
  return { ...varied, problems: [{ field: 'prompt', code: 'missing', message }] }
}
