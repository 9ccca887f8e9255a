/**
 * What the form offers, and how the settings stand with it. A draft keeps what was wished; what its model doesn't have in its mode is set
 * aside, and is there again with the mode that has it. Pure: the screen, the checks, the price and the request all ask here.
 */
import {
  durationsFor,
  effectiveSettings,
  modelOrLoosest,
  ratiosFor,
  resolutionsFor,
  settingsFor,
  type DurationChoice,
  type EffectiveSettings,
  type ModelCapabilities,
} from '#lib/seedance/models.ts'
import {
  RESOLUTIONS,
  type Mode,
  type OutputFormat,
  type Ratio,
  type RequestSettings,
  type Resolution,
} from '#lib/seedance/request.ts'

/** The settings that can be set beside those that are. What is not among them isn't on the screen. */
export function offeredSettings(
  model: ModelCapabilities,
  mode: Mode,
  { draft, frames, serviceTier }: RequestSettings,
): ReadonlySet<keyof RequestSettings> {
  const offered = new Set(settingsFor(model, mode))
  const isDraft = draft === true && offered.has('draft')
  // contract.md §3.2: frames take the place of the length, a draft forbids both, flex has no priority.
  if (frames !== undefined && offered.has('frames')) offered.delete('duration')
  if (!model.flex || isDraft) offered.delete('serviceTier')
  if (isDraft) offered.delete('returnLastFrame')
  if (serviceTier === 'flex' && offered.has('serviceTier')) offered.delete('priority')
  return offered
}

export interface Offers {
  settings: ReadonlySet<keyof RequestSettings>
  ratios: readonly Ratio[]
  resolutions: readonly Resolution[]
  durations: DurationChoice
  frames: readonly number[]
  /** 0 is the usual one. */
  priorities: readonly number[]
  formats: readonly OutputFormat[]
  /** The settings as they stand: what is wished and fits. */
  fitted: RequestSettings
  /** With the model's own values where nothing is wished. */
  shown: EffectiveSettings
}

export function offersOf(modelId: string, mode: Mode, wished: RequestSettings): Offers {
  const { model } = modelOrLoosest(modelId)
  const settings = offeredSettings(model, mode, wished)
  const fitted = fitSettings(model, mode, wished)
  return {
    settings,
    fitted,
    shown: effectiveSettings(model, mode, fitted),
    ratios: ratiosFor(model, mode),
    resolutions: resolutionsFor(model, mode, fitted.draft),
    durations: durationsFor(model, mode),
    frames: settings.has('frames') ? frameCounts(model) : [],
    priorities: settings.has('priority') ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] : [],
    formats: settings.has('outputFormat') ? model.outputFormats : [],
  }
}

/**
 * The settings as they stand, spelled out: what a gateway takes for its default may differ from what was shown and priced. Where the model
 * takes none (the length follows a clip), none is sent.
 */
export function spelledSettings(modelId: string, mode: Mode, wished: RequestSettings): RequestSettings {
  const { fitted, shown, settings: taken } = offersOf(modelId, mode, wished)
  const settings = { ...fitted }
  if (taken.has('resolution')) settings.resolution = shown.resolution
  if (taken.has('ratio')) settings.ratio = shown.ratio
  if (taken.has('duration') && shown.duration !== undefined) settings.duration = shown.duration
  if (taken.has('generateAudio')) settings.generateAudio = shown.generateAudio
  return settings
}

export function fitSettings(model: ModelCapabilities, mode: Mode, wished: RequestSettings): RequestSettings {
  const next: RequestSettings = {}
  for (const name of offeredSettings(model, mode, wished)) copySetting(name, wished, next)
  if (next.frames !== undefined && !frameCounts(model).includes(next.frames)) delete next.frames
  if (next.ratio !== undefined && !ratiosFor(model, mode).includes(next.ratio)) delete next.ratio
  fitDuration(next, durationsFor(model, mode))
  fitResolution(next, resolutionsFor(model, mode, next.draft))
  return next
}

function frameCounts({ frames }: ModelCapabilities): number[] {
  if (!frames) return []
  const { min, max, base, step } = frames
  const first = min + ((((base - min) % step) + step) % step)
  return Array.from({ length: Math.floor((max - first) / step) + 1 }, (_, index) => first + index * step)
}

/** The nearest length there is, the longer of two; where the model chose and can't, its usual one. */
function fitDuration(next: RequestSettings, { seconds, auto, default: usual }: DurationChoice): void {
  const { duration } = next
  if (duration === undefined || (duration === -1 ? auto : seconds.includes(duration))) return
  const distance = (option: number) => Math.abs(option - duration)
  const nearest = seconds.reduce<number | undefined>(
    (best, option) => (best === undefined || distance(option) <= distance(best) ? option : best),
    undefined,
  )
  const fit = duration === -1 ? usual : (nearest ?? usual)
  if (fit === undefined) delete next.duration
  else next.duration = fit
}

/** The best tier that is not above the one wished. */
function fitResolution(next: RequestSettings, offered: readonly Resolution[]): void {
  const { resolution } = next
  if (resolution === undefined || offered.includes(resolution)) return
  const rank = (tier: Resolution) => RESOLUTIONS.indexOf(tier)
  const best = offered.filter((tier) => rank(tier) < rank(resolution)).at(-1) ?? offered[0]
  if (best === undefined) delete next.resolution
  else next.resolution = best
}

function copySetting<Name extends keyof RequestSettings>(
  name: Name,
  from: RequestSettings,
  to: RequestSettings,
): void {
  if (from[name] !== undefined) to[name] = from[name]
}
