import { seconds } from '#components/studio/format.ts'
import { MODE_WORDS, ratioInWords, RESOLUTION_WORDS } from '#components/studio/words.ts'
import { isOwnMaker, MAKER_WORDS } from '#lib/generation/made-here.ts'
import type { RecipeField, RecipeValues } from '#lib/generation/recipe-difference.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import { modelOrLoosest } from '#lib/seedance/models.ts'

const WORDS = defineWords({
  en: {
    on: 'On',
    off: 'Off',
    auto: 'Auto',
    frames: (count: number) => `${count} frames`,
    usual: 'Usual',
    none: '–',
  },
  zh: { on: '开', off: '关', auto: '自动', frames: (count) => `${count} 帧`, usual: '普通', none: '–' },
})

/** A dash where the model has no use for it, or nobody knows. */
export function valueInWords(field: RecipeField, values: RecipeValues, language: Language): string {
  const words = WORDS[language]
  const { model, mode, resolution, ratio, duration, frames } = values
  const told: Partial<Record<RecipeField, string | undefined>> = {
    model: model && (isOwnMaker(model) ? MAKER_WORDS[model][language] : modelOrLoosest(model).model.label),
    mode: mode && MODE_WORDS[language][mode].label,
    resolution: resolution && RESOLUTION_WORDS[resolution],
    ratio: ratio && ratioInWords(ratio, language),
    duration: duration === -1 ? words.auto : duration === undefined ? undefined : seconds(duration, language),
    frames: frames === undefined ? undefined : words.frames(frames),
    serviceTier: values.serviceTier && (values.serviceTier === 'flex' ? words.on : words.off),
    priority: values.priority === 0 ? words.usual : undefined,
    outputFormat: values.outputFormat?.toUpperCase(),
  }
  const value = values[field]
  if (value === undefined) return words.none
  if (typeof value === 'boolean') return value ? words.on : words.off
  return told[field] ?? String(value)
}
