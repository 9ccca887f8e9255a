/**
 * A final render of a draft (Seedance 1.5 Pro): the provider takes prompt, references and most settings from the draft's own task
 * (contract.md §3.3). Its recipe keeps them all the same, so that it reads, is found and can be made again like any other. Pure.
 */
import { modelOrLoosest, settingsFor } from '#lib/seedance/models.ts'
import type { RequestSettings } from '#lib/seedance/request.ts'
import { isSettingName } from '#lib/seedance/setting-names.ts'
import type { Recipe } from './generation.ts'

/** Whether a full render can be asked of what this recipe makes. */
export function isDraftRecipe({ model, settings }: Pick<Recipe, 'model' | 'settings'>): boolean {
  return settings.draft === true && modelOrLoosest(model).model.modes.includes('draft_final')
}

/** The recipe of the final of generation `draftId`; `settings` may hold only what a final has of its own, as the resolution. */
export function finalRecipe(draftId: string, draft: Recipe, settings: RequestSettings = {}): Recipe {
  const { model, prompt, references } = draft
  // A draft is 480p by force, and its final is worth making for more.
  const { draft: _, resolution: __, ...kept } = draft.settings
  return { model, prompt, references, settings: { ...kept, ...settings }, draftOf: draftId }
}

/** The settings that are sent with a final: those that it does not take from its draft. */
export function settingsOfFinal({ model, settings }: Pick<Recipe, 'model' | 'settings'>): RequestSettings {
  const own = settingsFor(modelOrLoosest(model).model, 'draft_final')
  return only(settings, (name) => own.has(name))
}

/** What a final has to have in common with its draft. */
export function takenFromDraft({ model, prompt, references, settings }: Recipe) {
  const own = settingsFor(modelOrLoosest(model).model, 'draft_final')
  return { model, prompt, references, settings: only(settings, (name) => !own.has(name) && name !== 'draft') }
}

function only(settings: RequestSettings, keeps: (name: keyof RequestSettings) => boolean): RequestSettings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => isSettingName(name) && keeps(name)))
}
