/** Changing the model keeps what still fits and says, in sentences, what it had to change. Pure. */
import type { Sentence } from '#lib/language/language.ts'
import { durationsFor, modelOrLoosest, type ModelCapabilities } from '#lib/seedance/models.ts'
import type { Mode, RequestSettings } from '#lib/seedance/request.ts'
import { CARRY_OVER_WORDS as words, MISSED_SETTINGS } from './carry-over-words.ts'
import { withoutCarriedOver, type CarriedFrom } from './carried-from.ts'
import { modeOf, settleMode } from './draft-mode.ts'
import type { Draft, DraftAction, DraftReference } from './draft.ts'
import { fitSettings } from '#lib/seedance/fit-settings.ts'
import { isFrame, roleForNew, rolesFor } from './reference-roles.ts'

/** A draft is changed by what loads with the list of models: nothing of it is needed to type. */
export function changeModel(modelId: string): DraftAction {
  return { type: 'change', change: (draft) => carryOver(draft, modelId) }
}

export function carryOver(draft: Draft, modelId: string): Draft {
  const { model } = modelOrLoosest(modelId)
  const said: Sentence[] = []
  const references = carryRoles(draft.references, model, said)
  const moved = settleMode({ ...withoutCarriedOver(draft), model: modelId, references })
  if (draft.mode !== undefined && modeOf(moved) !== draft.mode && draft.references.length > 0)
    said.push(words.mode(model.label, modeOf(moved), draft.mode))
  const before = fitSettings(modelOrLoosest(draft.model).model, modeOf(draft), draft.settings)
  const settings = fitSettings(model, modeOf(moved), before)
  said.push(...changesInWords(before, settings, model, modeOf(moved)))
  if (said.length === 0) return { ...moved, settings }
  return { ...moved, settings, carriedOver: said, carriedFrom: placeOf(draft) }
}

/** The model is changed for the sake of something else that was asked for: that is said first, and can be taken back like any change. */
export function switchModel(draft: Draft, modelId: string, because: Sentence): Draft {
  const moved = carryOver(draft, modelId)
  return { ...moved, carriedOver: [because, ...moved.carriedOver], carriedFrom: placeOf(draft) }
}

function placeOf({ model, mode, settings, references }: Draft): CarriedFrom {
  const roles = Object.fromEntries(references.map(({ id, role }) => [id, role]))
  return { model, settings, roles, ...(mode === undefined ? {} : { mode }) }
}

/** What the model can't take stays, with its role: the card says so and the person decides. */
function carryRoles(
  references: readonly DraftReference[],
  model: ModelCapabilities,
  said: Sentence[],
): DraftReference[] {
  return references.reduce<DraftReference[]>((placed, reference) => {
    const { kind, name } = reference
    const roles = rolesFor(model, kind)
    if (roles.includes(reference.role)) return [...placed, reference]
    const role = roleForNew(model, kind, placed)
    if (roles.length === 0) {
      said.push(words.noKind(model.label, kind, name))
      return [...placed, reference]
    }
    if (isFrame(role) && placed.some((other) => other.role === role)) {
      said.push(words.noPlace(model.label, name))
      return [...placed, reference]
    }
    said.push(words.role(name, role))
    return [...placed, { ...reference, role }]
  }, [])
}

function changesInWords(
  before: RequestSettings,
  after: RequestSettings,
  model: ModelCapabilities,
  mode: Mode,
): Sentence[] {
  const said = Object.entries(MISSED_SETTINGS).flatMap(([name, word]) =>
    isSetting(name, before) && isOn(before[name]) && after[name] === undefined
      ? [words.off(model.label, word)]
      : [],
  )
  if (before.duration !== undefined && before.duration !== after.duration)
    said.push(durationInWords(after.duration, model, mode))
  if (before.ratio !== undefined && after.ratio === undefined)
    said.push(words.ratio(model.label, before.ratio))
  if (
    before.resolution !== undefined &&
    after.resolution !== undefined &&
    before.resolution !== after.resolution
  )
    said.push(words.resolution(model.label, after.resolution, before.resolution))
  return said
}

function durationInWords(duration: number | undefined, model: ModelCapabilities, mode: Mode): Sentence {
  if (duration === undefined || duration === -1) return words.lengthOfModel(model.label)
  return words.length(model.label, duration, durationsFor(model, mode))
}

function isSetting(name: string, settings: RequestSettings): name is keyof RequestSettings {
  return Object.hasOwn(settings, name)
}

/** What was off, or at its default, is not missed. */
function isOn(value: unknown): boolean {
  return value !== undefined && value !== false && value !== 'default' && value !== 'mp4'
}
