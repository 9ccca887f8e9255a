/**
 * The canonical request: the one shape that every accepted spelling of a Seedance request is turned into.
 * Only types live here; `parse-request.ts` is the only way from unknown input to this shape.
 */

export const MODES = [
  't2v',
  'i2v',
  'i2v_first_last',
  'reference_images',
  'reference_material',
  'r2v',
  'edit',
  'extend',
  'draft_final',
] as const
/**
 * What is asked of the model, in the words of the gateway's `mode` field (seed.txt), plus `extend` (2.5's
 * omni_reference_task_type) and `draft_final` (1.5 pro: the full render of a draft). `edit` is gemini-omni's mode and
 * 2.5's task type alike; `r2v` is gemini-omni's only.
 */
export type Mode = (typeof MODES)[number]

export const REFERENCE_KINDS = ['image', 'video', 'audio'] as const
export type ReferenceKind = (typeof REFERENCE_KINDS)[number]

export const REFERENCE_ROLES = [
  'first_frame',
  'last_frame',
  'reference_image',
  'reference_video',
  'reference_audio',
] as const
export type ReferenceRole = (typeof REFERENCE_ROLES)[number]

/** One picture, clip or sound of a request, in content order. */
export interface RequestReference {
  kind: ReferenceKind
  role: ReferenceRole
  /** https:, http:, data: or asset:// address. Nothing else passes parse-request. */
  url: string
  /** As said in the prompt, without the `@`. Unique within the request when present. */
  name?: string
}

export const RATIOS = ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9', 'adaptive'] as const
export type Ratio = (typeof RATIOS)[number]

export const RESOLUTIONS = ['480p', '720p', '1080p', '4k'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

export type ServiceTier = 'default' | 'flex'
export type OutputFormat = 'mp4' | 'mov'

/** Everything but model, prompt and references. A missing key means: the model's own default. */
export interface RequestSettings {
  /** Whole seconds; -1 lets the model choose. Excludes `frames`. */
  duration?: number
  /** Frame count at 24 fps, (n - 25) mod 4 = 0. Excludes `duration`. 1.0 models only. */
  frames?: number
  ratio?: Ratio
  resolution?: Resolution
  /** Only 24 is ever accepted. */
  fps?: number
  /** 0 … 2^32-1, or -1 for a random one. 0 is a seed like any other. */
  seed?: number
  generateAudio?: boolean
  watermark?: boolean
  cameraFixed?: boolean
  returnLastFrame?: boolean
  serviceTier?: ServiceTier
  /** Seconds, 3600 … 259200. */
  executionExpiresAfter?: number
  draft?: boolean
  /** 0 … 9. */
  priority?: number
  webSearch?: boolean
  outputFormat?: OutputFormat
}

export interface CanonicalRequest extends RequestSettings {
  model: string
  /** Inferred from the references where the caller named none; always set after parsing. */
  mode: Mode
  /** True when the caller asked for the mode (mode, function_mode or omni_reference_task_type), false when inferred. */
  modeIsExplicit: boolean
  /** May be empty only where media stands in for it. */
  prompt: string
  references: RequestReference[]
  /** The provider's task id of a 1.5 pro draft, with mode `draft_final`. */
  draftTaskId?: string
  callbackUrl?: string
  /** At most 64 characters; the provider echoes it, which is how a lost task is found again. */
  safetyIdentifier?: string
}
