/** Changing the model keeps what still fits and says, in sentences, what it had to change. Pure. */
import {
  durationsFor,
  modelOrLoosest,
  ratiosFor,
  resolutionsFor,
  settingsFor,
  type ModelCapabilities,
} from '#lib/seedance/models.ts'
import { RESOLUTIONS, type Mode, type RequestSettings, type Resolution } from '#lib/seedance/request.ts'
import { inferMode } from '#lib/seedance/infer-mode.ts'
import type { Draft, DraftReference } from './draft.ts'
import { rolesFor } from './reference-roles.ts'
import { KIND_WORDS, ratioInWords, RESOLUTION_WORDS, ROLE_WORDS } from './words.ts'

export function carryOver(draft: Draft, modelId: string): Draft {
  const { model } = modelOrLoosest(modelId)
  const said: string[] = []
  const references = draft.references.map((reference) => carryRole(reference, model, said))
  const { mode: chosen, ...rest } = draft
  const inferred = inferMode(model, references)
  const keepsMode = chosen !== undefined && model.modes.includes(chosen) && chosen !== inferred
  const settings = carrySettings(draft.settings, model, keepsMode ? chosen : inferred, said)
  return {
    ...rest,
    ...(keepsMode ? { mode: chosen } : {}),
    model: modelId,
    references,
    settings,
    carriedOver: said,
  }
}

/** A kind that the model does not take stays, with its role: the card says so and the person decides. */
function carryRole(reference: DraftReference, model: ModelCapabilities, said: string[]): DraftReference {
  const roles = rolesFor(model, reference.kind)
  const role = roles[0]
  if (role === undefined) {
    said.push(`${model.label} takes no ${KIND_WORDS[reference.kind].many}: remove “${reference.name}”.`)
    return reference
  }
  if (roles.includes(reference.role)) return reference
  said.push(`“${reference.name}” is now the ${ROLE_WORDS[role].toLowerCase()}.`)
  return { ...reference, role }
}

function carrySettings(
  settings: RequestSettings,
  model: ModelCapabilities,
  mode: Mode,
  said: string[],
): RequestSettings {
  const taken = settingsFor(model, mode)
  const next: RequestSettings = { ...settings }
  for (const name of Object.keys(settings)) {
    if (!isSetting(name, settings) || taken.has(name)) continue
    delete next[name]
    const word = SETTING_WORDS[name]
    if (word && isOn(settings[name])) said.push(`${word} is off: ${model.label} doesn’t have it.`)
  }
  carryDuration(next, model, mode, said)
  carryRatio(next, model, mode, said)
  carryResolution(next, model, mode, said)
  return next
}

function carryDuration(next: RequestSettings, model: ModelCapabilities, mode: Mode, said: string[]): void {
  const { duration } = next
  if (duration === undefined) return
  const { seconds, auto, default: usual } = durationsFor(model, mode)
  if (duration === -1 ? auto : seconds.includes(duration)) return
  const nearest =
    duration === -1
      ? usual
      : seconds.reduce<number | undefined>(
          (best, option) =>
            best === undefined || Math.abs(option - duration) <= Math.abs(best - duration) ? option : best,
          undefined,
        )
  if (nearest === undefined) delete next.duration
  else next.duration = nearest
  said.push(
    nearest === undefined || nearest === -1
      ? `The length is up to ${model.label}.`
      : `The length is now ${nearest} s: ${model.label} makes ${seconds[0]} to ${seconds.at(-1)} s.`,
  )
}

function carryRatio(next: RequestSettings, model: ModelCapabilities, mode: Mode, said: string[]): void {
  if (next.ratio === undefined || ratiosFor(model, mode).includes(next.ratio)) return
  said.push(`The shape ${ratioInWords(next.ratio)} is not one of ${model.label}: it uses its own.`)
  delete next.ratio
}

/** The best tier that is not above the one chosen. */
function carryResolution(next: RequestSettings, model: ModelCapabilities, mode: Mode, said: string[]): void {
  const wanted = next.resolution
  const offered = resolutionsFor(model, mode, next.draft ?? false)
  if (wanted === undefined || offered.includes(wanted)) return
  const rank = (resolution: Resolution) => RESOLUTIONS.indexOf(resolution)
  const best = offered.filter((tier) => rank(tier) < rank(wanted)).at(-1) ?? offered[0]
  if (best === undefined) delete next.resolution
  else {
    next.resolution = best
    said.push(
      `The resolution is now ${RESOLUTION_WORDS[best]}: ${model.label} has no ${RESOLUTION_WORDS[wanted]}.`,
    )
  }
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
