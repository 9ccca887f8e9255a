/**
 * What one row of the capability table says. Types only: the rows are in `model-rows.ts`, the questions one asks of a
 * row in `models.ts`. Facts are from contract.md §1.1, §3.2–§3.7 and §4, the source of capabilities.json.
 */
import type { PixelTable } from './pixel-sizes.ts'
import type { Mode, OutputFormat, Ratio, Resolution } from './request.ts'

type ModelFamily =
  'seedance-1.0' | 'seedance-1.5' | 'seedance-2.0' | 'seedance-2.5' | 'gemini-omni' | 'unknown'

/** How native Ark is told of the first picture; videos and sounds follow the same pattern (contract.md §5). */
export type NativeMention = 'Image 1' | '[Image 1]' | '[图1]' | '图片1'

interface ReferenceLimits {
  /** The most of each kind as reference media. First and last frames are not counted here: see `modes`. */
  images: number
  videos: number
  audios: number
  /** The most of all kinds together. */
  total?: number
  /** Seconds, both ends included. */
  videoEachSeconds?: readonly [min: number, max: number]
  /** Seconds, in mode `edit`. */
  videoEditSeconds?: readonly [min: number, max: number]
  videoTotalSeconds?: number
  audioEachSeconds?: readonly [min: number, max: number]
  audioTotalSeconds?: number
  /** Whether sound may be the only reference. */
  audioAlone: boolean
}

interface DurationLimits {
  /** Whole seconds. */
  min: number
  max: number
  /** Seconds, or -1 where the model chooses unless told otherwise. */
  default: number
  /** Whether -1 (the model chooses) is accepted. */
  auto: boolean
  /** The only lengths there are, where not every whole second is one. */
  allowed?: readonly number[]
}

export type Currency = 'CNY' | 'USD'

/** Money for 10^6 tokens under the conditions named; a condition that is absent does not matter. */
export interface PriceRow {
  currency: Currency
  perMillionTokens: number
  resolutions?: readonly Resolution[]
  tier?: 'default' | 'flex'
  audio?: boolean
  videoInput?: boolean
}

export interface ModelCapabilities {
  /** The id on Volcano Ark and on the gateway. */
  id: string
  /** The id on BytePlus ModelArk. */
  intlId?: string
  label: string
  family: ModelFamily
  /** Whether the gateway of seed.txt sells it (contract.md §1.1). */
  onSeedGateway: boolean
  retiredInternationally: boolean
  modes: readonly Mode[]
  /** What it does to a reference clip when the prompt asks for it, without having a mode for it (contract.md §3.7). */
  byPrompt?: readonly ('edit' | 'extend')[]
  resolutions: readonly Resolution[]
  resolutionsByMode?: Partial<Record<Mode, readonly Resolution[]>>
  defaultResolution: Resolution
  ratios: readonly Ratio[]
  /** An empty list: the shape follows the input and cannot be set. */
  ratiosByMode?: Partial<Record<Mode, readonly Ratio[]>>
  defaultRatio: Ratio
  defaultRatioByMode?: Partial<Record<Mode, Ratio>>
  duration: DurationLimits
  /** Allowed frame counts: min … max with (n - base) divisible by step. */
  frames?: { min: number; max: number; base: number; step: number }
  references: ReferenceLimits
  audioOutput: boolean
  cameraFixed: boolean | 'not_with_references'
  seed: boolean
  watermark: boolean
  returnLastFrame: boolean
  executionExpiresAfter: boolean
  draft: boolean
  flex: boolean
  priority: boolean
  webSearch: boolean
  outputFormats: readonly OutputFormat[]
  /** heic and heif pictures are read from 1.5 pro on (contract.md §3.4). */
  heic: boolean
  /** Tasks running at once; more wait in the provider's queue (contract.md §3.7). */
  concurrency: number
  requestsPerMinute: number
  nativeMention: NativeMention
  pixels: PixelTable
  price: readonly PriceRow[]
  /** H: read in the primary text. M: good secondary sources. L: inferred. */
  confidence: 'H' | 'M' | 'L'
}
