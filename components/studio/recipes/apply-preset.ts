/** A preset put on a draft: its model, mode, settings and number of takes; words and files stay. Said, and taken back, like a change of model. */
import type { SettingsContent, SettingsPreset } from '#lib/api/presets.ts'
import { carryOver } from '../carry-over.ts'
import { settleMode } from '../draft-mode.ts'
import type { Draft, DraftAction } from '../draft.ts'

export function applyPreset(preset: SettingsPreset): DraftAction {
  return { type: 'change', change: (draft) => withPreset(draft, preset) }
}

export function withPreset(draft: Draft, { name, content }: SettingsPreset): Draft {
  const { mode: _, carriedFrom: __, ...rest } = draft
  const start: Draft = { ...rest, settings: content.settings, carriedOver: [] }
  // Only what becomes of the references is news: the settings are the preset's own.
  const carried = carryOver(start, content.model)
  const settled = settleMode({ ...carried, ...(content.mode === undefined ? {} : { mode: content.mode }) })
  return {
    ...settled,
    settings: content.settings,
    takes: content.takes,
    carriedOver: [
      { en: `The preset “${name}” is applied.`, zh: `已应用预设“${name}”。` },
      ...carried.carriedOver,
    ],
    carriedFrom: {
      model: draft.model,
      settings: draft.settings,
      takes: draft.takes,
      ...(draft.mode === undefined ? {} : { mode: draft.mode }),
      roles: Object.fromEntries(draft.references.map(({ id, role }) => [id, role])),
    },
  }
}

/** What is kept of a draft in a preset. */
export function presetOf({ model, mode, settings, takes }: Draft): SettingsContent {
  return { model, ...(mode === undefined ? {} : { mode }), settings, takes }
}
