/** Reads `size: "1280x720"` and its relatives as ratio and resolution. */
import { type ModelCapabilities, nearestRatio, outputSize } from './models.ts'
import { RATIOS, RESOLUTIONS, type Ratio, type Resolution } from './request.ts'

export interface FrameSize {
  ratio?: Ratio
  resolution?: Resolution
  /** Set where the model has no such size and the nearest was taken. */
  approximate?: boolean
}

/** `size` in any of its forms: pixels (1280x720), a ratio, a resolution. Undefined when it is none of these. */
export function readSize(text: string, model: ModelCapabilities): FrameSize | undefined {
  const pixels = /^\s*(\d{2,5})\s*[x×*]\s*(\d{2,5})\s*$/i.exec(text)
  if (pixels) return sizeOfPixels(Number(pixels[1]), Number(pixels[2]), model)
  const ratio = readRatio(text)
  if (ratio) return { ratio }
  const resolution = readResolution(text)
  return resolution && { resolution }
}

export function sizeOfPixels(width: number, height: number, model: ModelCapabilities): FrameSize {
  for (const resolution of model.resolutions) {
    for (const ratio of model.ratios) {
      const size = outputSize(model, resolution, ratio)
      if (size?.width === width && size.height === height) return { ratio, resolution }
    }
  }
  return {
    ratio: nearestRatio(width, height),
    resolution: tierOf(Math.max(width, height)),
    approximate: true,
  }
}

/** The tier by the longest side, as new-api's plugin maps it (contract.md §7). */
function tierOf(longestSide: number): Resolution {
  if (longestSide >= 3840) return '4k'
  if (longestSide >= 1920) return '1080p'
  return longestSide >= 1280 ? '720p' : '480p'
}

/** `16:9`, also written `16x9` or `16/9`. */
export function readRatio(text: string): Ratio | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[x/：]/, ':')
  return RATIOS.find((ratio) => ratio === word)
}

/** `720p` in any case (contract.md §3.2), also without its p; `2160p` is 4k. */
export function readResolution(text: string): Resolution | undefined {
  const word = text.trim().toLowerCase()
  if (word === '2160p' || word === '2160') return '4k'
  return RESOLUTIONS.find((resolution) => resolution === word || resolution === `${word}p`)
}
