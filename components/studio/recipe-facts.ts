/** The settings of a take in a few words. */
import type { Generation, Recipe } from '#lib/generation/generation.ts'
import { madeInWords } from '#lib/generation/made-here.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { effectiveSettings, modelOrLoosest } from '#lib/seedance/models.ts'
import { seconds } from './format.ts'
import { ratioInWords, RESOLUTION_WORDS } from './words.ts'

const WORDS = defineWords({ en: { autoLength: 'Auto length' }, zh: { autoLength: '自动时长' } })

export function recipeFacts(
  {
    recipe,
    mode,
    clip,
  }: Pick<Generation, 'mode' | 'clip'> & { recipe: Pick<Recipe, 'model' | 'settings' | 'made'> },
  language: Language,
): string[] {
  const maker = madeInWords(recipe)
  if (maker)
    return [
      maker[language],
      ...(clip ? [`${clip.width}×${clip.height}`, seconds(clip.duration, language)] : []),
    ]
  const { model } = modelOrLoosest(recipe.model)
  const { resolution, ratio, duration, frames } = effectiveSettings(model, mode, recipe.settings)
  const length = clip?.duration ?? (frames === undefined ? duration : frames / 24)
  return [
    model.label,
    RESOLUTION_WORDS[resolution],
    // Where the shape was left to the model, the clip says what it became.
    ratio === 'adaptive' && clip ? `${clip.width}×${clip.height}` : ratioInWords(ratio, language),
    ...(length === undefined ? [] : [length === -1 ? WORDS[language].autoLength : seconds(length, language)]),
  ]
}
