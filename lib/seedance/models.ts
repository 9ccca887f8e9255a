/**
 * The capability table and the questions the form, the checks, the price and the sandbox ask of it.
 * Nothing here looks at a whole request: that is `limits.ts`.
 */
import type { ModelCapabilities } from './capabilities.ts'
import {
  FAST_2_0,
  GEMINI_OMNI,
  LITE_I2V,
  LITE_T2V,
  LOOSEST,
  MINI_2_0,
  PRO_1_0,
  PRO_1_5,
  PRO_FAST_1_0,
  SEEDANCE_2_0,
  SEEDANCE_2_5,
} from './model-rows.ts'
import type { Mode, Ratio, RequestSettings, Resolution } from './request.ts'

export type { ModelCapabilities } from './capabilities.ts'

/** Newest first, as the form lists them. */
export const MODELS: readonly ModelCapabilities[] = [
  SEEDANCE_2_5,
  SEEDANCE_2_0,
  FAST_2_0,
  MINI_2_0,
  PRO_1_5,
  PRO_1_0,
  PRO_FAST_1_0,
  LITE_I2V,
  LITE_T2V,
  GEMINI_OMNI,
]

export const DEFAULT_MODEL_ID = SEEDANCE_2_0.id

/** Frames per second of every clip (contract.md §3.2). */
export const FPS = 24

/** The row of a model, by its Chinese or its international id. */
export function findModel(id: string): ModelCapabilities | undefined {
  return MODELS.find((model) => model.id === id || model.intlId === id)
}

/** The row of a model; an unknown id (a new model, an `ep-…` endpoint) gets the loosest row under its own id. */
export function modelOrLoosest(id: string): { model: ModelCapabilities; known: boolean } {
  const model = findModel(id)
  return model ? { model, known: true } : { model: { ...LOOSEST, id, label: id }, known: false }
}

/** Pixels of the clip; undefined for `adaptive` (they follow the input) and for a tier the model does not have. */
export function outputSize(
  model: ModelCapabilities,
  resolution: Resolution,
  ratio: Ratio,
): { width: number; height: number } | undefined {
  if (ratio === 'adaptive' || !model.resolutions.includes(resolution)) return undefined
  const size = model.pixels[resolution]?.[ratio]
  return size && { width: size[0], height: size[1] }
}

/**
 * Pixels for an `adaptive` clip: the size of the tier whose shape is nearest to the input's. Without an input, 16:9.
 * Undefined only for a tier the model does not have.
 */
export function adaptiveSize(
  model: ModelCapabilities,
  resolution: Resolution,
  input?: { width: number; height: number },
): { width: number; height: number } | undefined {
  return outputSize(model, resolution, input ? nearestRatio(input.width, input.height) : '16:9')
}

/** The named ratio nearest to a width and height. */
export function nearestRatio(width: number, height: number): Exclude<Ratio, 'adaptive'> {
  const distance = (ratio: number) => Math.abs(Math.log(width / height / ratio))
  return NAMED_RATIOS.reduce((best, next) => (distance(next.value) < distance(best.value) ? next : best))
    .ratio
}

const NAMED_RATIOS = [
  { ratio: '16:9', value: 16 / 9 },
  { ratio: '4:3', value: 4 / 3 },
  { ratio: '1:1', value: 1 },
  { ratio: '3:4', value: 3 / 4 },
  { ratio: '9:16', value: 9 / 16 },
  { ratio: '21:9', value: 21 / 9 },
] as const

/** The ratios that may be set; empty where the shape follows the input. */
export function ratiosFor(model: ModelCapabilities, mode: Mode): readonly Ratio[] {
  return model.ratiosByMode?.[mode] ?? model.ratios
}

/** The ratio of a request that names none; `adaptive` also where the shape follows the input. */
export function defaultRatioFor(model: ModelCapabilities, mode: Mode): Ratio {
  return model.defaultRatioByMode?.[mode] ?? model.defaultRatio
}

/** The tiers that may be set. A draft is always 480p (contract.md §3.2). */
export function resolutionsFor(model: ModelCapabilities, mode: Mode, draft = false): readonly Resolution[] {
  if (draft) return ['480p']
  return model.resolutionsByMode?.[mode] ?? model.resolutions
}

export interface DurationChoice {
  /** Whole seconds, ascending; empty where the length cannot be set. */
  seconds: readonly number[]
  /** Whether -1 (the model chooses) may be set. */
  auto: boolean
  /** Seconds or -1; undefined where the length follows the input clip or the draft. */
  default: number | undefined
}

export function durationsFor(model: ModelCapabilities, mode: Mode): DurationChoice {
  if (lengthFollowsInput(model, mode)) return { seconds: [], auto: false, default: undefined }
  // 2.5 takes no length for an edit but -1 (contract.md §3.3).
  if (mode === 'edit' && model.family === 'seedance-2.5') return { seconds: [], auto: true, default: -1 }
  const { min, max, auto, allowed } = model.duration
  const seconds = allowed ?? Array.from({ length: max - min + 1 }, (_, index) => min + index)
  return { seconds, auto, default: model.duration.default }
}

function lengthFollowsInput(model: ModelCapabilities, mode: Mode): boolean {
  return mode === 'draft_final' || (mode === 'edit' && model.family === 'gemini-omni')
}

/** Modes that a model has and that what is attached allows; with nothing attached only those that need nothing. */
export function modesFor(
  model: ModelCapabilities,
  attached: { images: number; videos: number; audios: number } = { images: 0, videos: 0, audios: 0 },
): readonly Mode[] {
  return model.modes.filter((mode) => modeFits(mode, attached))
}

function modeFits(mode: Mode, attached: { images: number; videos: number; audios: number }): boolean {
  const { images, videos, audios } = attached
  const onlyImages = videos === 0 && audios === 0
  switch (mode) {
    case 't2v':
      return images === 0 && onlyImages
    case 'i2v':
      return images === 1 && onlyImages
    case 'i2v_first_last':
      return images === 2 && onlyImages
    case 'reference_images':
      return images > 0 && onlyImages
    case 'reference_material':
    case 'r2v':
      return images + videos + audios > 0
    case 'edit':
    case 'extend':
      return videos > 0
    case 'draft_final':
      return false
  }
}

/** The settings that a model takes in a mode. What is not in the set is refused when sent (contract.md §3.2). */
export function settingsFor(model: ModelCapabilities, mode: Mode): ReadonlySet<keyof RequestSettings> {
  const withReferences = mode === 'reference_images' || mode === 'reference_material'
  const cameraFixed = model.cameraFixed === 'not_with_references' ? !withReferences : model.cameraFixed
  const duration = durationsFor(model, mode)
  const has: Record<keyof RequestSettings, boolean> = {
    duration: duration.auto || duration.seconds.length > 0,
    frames: model.frames !== undefined,
    ratio: ratiosFor(model, mode).length > 0,
    resolution: true,
    fps: true,
    seed: model.seed,
    generateAudio: model.audioOutput,
    watermark: model.watermark,
    cameraFixed,
    returnLastFrame: model.returnLastFrame,
    serviceTier: model.family !== 'gemini-omni',
    executionExpiresAfter: model.executionExpiresAfter,
    draft: model.draft,
    priority: model.priority,
    webSearch: model.webSearch,
    outputFormat: model.outputFormats.length > 1,
  }
  const names = Object.keys(has).filter((name): name is keyof RequestSettings => name in has)
  return new Set(names.filter((name) => has[name] && !(mode === 'draft_final' && TAKEN_FROM_DRAFT.has(name))))
}

/** What a final render takes from its draft (contract.md §3.3). */
const TAKEN_FROM_DRAFT: ReadonlySet<keyof RequestSettings> = new Set([
  'duration',
  'frames',
  'ratio',
  'seed',
  'generateAudio',
  'cameraFixed',
  'draft',
])

export interface EffectiveSettings {
  /** Whole seconds, -1 where the model chooses, undefined where it follows the input or `frames` is set. */
  duration: number | undefined
  frames: number | undefined
  ratio: Ratio
  resolution: Resolution
  generateAudio: boolean
  watermark: boolean
  returnLastFrame: boolean
  flex: boolean
}

/** What a request really asks for, the model's own defaults filled in. */
export function effectiveSettings(
  model: ModelCapabilities,
  mode: Mode,
  settings: RequestSettings,
): EffectiveSettings {
  return {
    duration:
      settings.frames === undefined ? (settings.duration ?? durationsFor(model, mode).default) : undefined,
    frames: settings.frames,
    ratio: settings.ratio ?? defaultRatioFor(model, mode),
    resolution: settings.resolution ?? (settings.draft ? '480p' : model.defaultResolution),
    // True unless switched off, on models that have sound (contract.md §3.2).
    generateAudio: model.audioOutput && (settings.generateAudio ?? true),
    watermark: settings.watermark ?? false,
    returnLastFrame: settings.returnLastFrame ?? false,
    flex: settings.serviceTier === 'flex',
  }
}
