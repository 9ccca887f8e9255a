/** Changing the model keeps what still fits and says, in sentences, what it had to change. Pure. */
import { durationsFor, modelOrLoosest, type ModelCapabilities } from '#lib/seedance/models.ts'
import type { Mode, ReferenceRole, RequestSettings } from '#lib/seedance/request.ts'
import { modeOf, settleMode } from './draft-mode.ts'
import type { Draft, DraftReference } from './draft.ts'
import { fitSettings } from '#lib/seedance/fit-settings.ts'
import { isFrame, roleForNew, rolesFor } from './reference-roles.ts'
import { KIND_WORDS, MODE_WORDS, ratioInWords, RESOLUTION_WORDS, ROLE_WORDS } from './words.ts'

/** What a change of model may change. Words, files and names stay whatever the model, and so does what is done to them afterwards. */
export interface CarriedFrom extends Pick<Draft, 'model' | 'settings'> {
  mode?: Mode
  roles: Readonly<Record<string, ReferenceRole>>
}

export function carryOver(draft: Draft, modelId: string): Draft {
  const { model } = modelOrLoosest(modelId)
  const said: string[] = []
  const references = carryRoles(draft.references, model, said)
  const moved = settleMode({ ...withoutCarriedOver(draft), model: modelId, references })
  if (draft.mode !== undefined && modeOf(moved) !== draft.mode && draft.references.length > 0)
    said.push(
      `It is now “${MODE_WORDS.en[modeOf(moved)].label}”: ${model.label} has no “${MODE_WORDS.en[draft.mode].label}”.`,
    )
  const before = fitSettings(modelOrLoosest(draft.model).model, modeOf(draft), draft.settings)
  const settings = fitSettings(model, modeOf(moved), before)
  said.push(...changesInWords(before, settings, model, modeOf(moved)))
  if (said.length === 0) return { ...moved, settings }
  return { ...moved, settings, carriedOver: said, carriedFrom: placeOf(draft) }
}

/** The model, its mode, roles and settings as they were before it was changed; references that came since keep theirs. */
export function undoCarryOver(draft: Draft): Draft {
  const { carriedFrom, mode: _, ...rest } = draft
  if (!carriedFrom) return draft
  const { roles, ...before } = carriedFrom
  const references = draft.references.map((reference) => ({
    ...reference,
    role: roles[reference.id] ?? reference.role,
  }))
  return settleMode(withoutCarriedOver({ ...rest, ...before, references }))
}

export function withoutCarriedOver(draft: Draft): Draft {
  const { carriedFrom: _, ...rest } = draft
  return { ...rest, carriedOver: [] }
}

function placeOf({ model, mode, settings, references }: Draft): CarriedFrom {
  const roles = Object.fromEntries(references.map(({ id, role }) => [id, role]))
  return { model, settings, roles, ...(mode === undefined ? {} : { mode }) }
}

/** What the model can't take stays, with its role: the card says so and the person decides. */
function carryRoles(
  references: readonly DraftReference[],
  model: ModelCapabilities,
  said: string[],
): DraftReference[] {
  return references.reduce<DraftReference[]>((placed, reference) => {
    const { kind, name } = reference
    const roles = rolesFor(model, kind)
    if (roles.includes(reference.role)) return [...placed, reference]
    const role = roleForNew(model, kind, placed)
    if (roles.length === 0) {
      said.push(`${model.label} takes no ${KIND_WORDS.en[kind].many}: remove “${name}”.`)
      return [...placed, reference]
    }
    if (isFrame(role) && placed.some((other) => other.role === role)) {
      said.push(`${model.label} has no place for “${name}”: remove it.`)
      return [...placed, reference]
    }
    said.push(`“${name}” is now the ${ROLE_WORDS.en[role].toLowerCase()}.`)
    return [...placed, { ...reference, role }]
  }, [])
}

function changesInWords(
  before: RequestSettings,
  after: RequestSettings,
  model: ModelCapabilities,
  mode: Mode,
): string[] {
  const said = Object.entries(SETTING_WORDS).flatMap(([name, word]) =>
    isSetting(name, before) && isOn(before[name]) && after[name] === undefined
      ? [`${word} is off: ${model.label} doesn’t have it.`]
      : [],
  )
  if (before.duration !== undefined && before.duration !== after.duration)
    said.push(durationInWords(after.duration, model, mode))
  if (before.ratio !== undefined && after.ratio === undefined)
    said.push(`The shape ${ratioInWords(before.ratio, 'en')} is not one of ${model.label}: it uses its own.`)
  if (
    before.resolution !== undefined &&
    after.resolution !== undefined &&
    before.resolution !== after.resolution
  ) {
    const [is, was] = [RESOLUTION_WORDS[after.resolution], RESOLUTION_WORDS[before.resolution]]
    said.push(`The resolution is now ${is}: ${model.label} has no ${was}.`)
  }
  return said
}

function durationInWords(duration: number | undefined, model: ModelCapabilities, mode: Mode): string {
  if (duration === undefined || duration === -1) return `The length is up to ${model.label}.`
  const { seconds } = durationsFor(model, mode)
  return `The length is now ${duration} s: ${model.label} makes ${seconds[0]} to ${seconds.at(-1)} s.`
}

const SETTING_WORDS: Partial<Record<keyof RequestSettings, string>> = {
  frames: 'A length in frames',
  seed: 'The fixed seed',
  generateAudio: 'Sound',
  watermark: 'The watermark',
  cameraFixed: 'The fixed camera',
  returnLastFrame: 'Keeping the last frame',
  serviceTier: 'Flex at half price',
  draft: 'The draft render',
  priority: 'Priority',
  webSearch: 'Web search',
  outputFormat: 'The MOV format',
}

function isSetting(name: string, settings: RequestSettings): name is keyof RequestSettings {
  return Object.hasOwn(settings, name)
}

/** What was off, or at its default, is not missed. */
function isOn(value: unknown): boolean {
  return value !== undefined && value !== false && value !== 'default' && value !== 'mp4'
}
