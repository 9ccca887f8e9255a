/** What a program needs to know of a model before it asks for a clip: for the API's page and for MCP, from the one capability table. */
import type { ModelCapabilities } from '#lib/seedance/capabilities.ts'
import { FPS, MODELS } from '#lib/seedance/models.ts'
import { type MoneyRange, pricePerSecond } from '#lib/seedance/price.ts'
import type { Mode, Ratio, Resolution } from '#lib/seedance/request.ts'

export interface ModelFacts {
  id: string
  /** The same model's id on BytePlus, which is understood too. */
  intlId?: string
  name: string
  modes: readonly Mode[]
  resolutions: readonly Resolution[]
  usualResolution: Resolution
  ratios: readonly Ratio[]
  /** Seconds; `usual` is -1 where the model chooses. */
  duration: { min: number; max: number; usual: number; mayChoose: boolean; only?: readonly number[] }
  /** The most of each kind as reference media, first and last frames not counted. */
  references: { images: number; videos: number; audios: number }
  hasSound: boolean
  fps: number
  /** Of one second at the usual resolution, from text; empty where no rate is published. */
  pricePerSecond: readonly MoneyRange[]
}

/** Newest first. */
export const MODEL_FACTS: readonly ModelFacts[] = MODELS.map(factsOf)

function factsOf(model: ModelCapabilities): ModelFacts {
  const { min, max, auto, allowed } = model.duration
  const { images, videos, audios } = model.references
  return {
    id: model.id,
    ...(model.intlId !== undefined && { intlId: model.intlId }),
    name: model.label,
    modes: model.modes,
    resolutions: model.resolutions,
    usualResolution: model.defaultResolution,
    ratios: model.ratios,
    duration: {
      min,
      max,
      usual: model.duration.default,
      mayChoose: auto,
      ...(allowed !== undefined && { only: allowed }),
    },
    references: { images, videos, audios },
    hasSound: model.audioOutput,
    fps: FPS,
    pricePerSecond: pricePerSecond(model, 't2v', { resolution: model.defaultResolution, ratio: '16:9' }),
  }
}
