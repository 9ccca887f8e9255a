/**
 * Tokens and money, before from the request and after from the real usage. The formula reproduces nine published bills
 * to the unit; rates are contract.md §3.6. The 2.0 family has a minimum charge with video input whose figure is not
 * known, so a quote with video input may be too low.
 */
import type { Currency, PriceRow } from './capabilities.ts'
import { effectiveSettings, FPS, type ModelCapabilities, modelOrLoosest, outputSize } from './models.ts'
import { type CanonicalRequest, type Mode, RATIOS, type RequestSettings } from './request.ts'

export interface TokenFactors {
  /** Pixels of the clip. */
  width: number
  height: number
  /** Seconds of the clip; not looked at where `frames` is given. */
  seconds: number
  /** Frames asked for by number. */
  frames?: number
  /** Seconds of all reference videos together. */
  inputVideoSeconds: number
}

/** floor(w·h·((24·out + 1) + 24·in) / 1024), where a request for `frames` counts these instead of 24·out + 1. */
export function countTokens({ width, height, seconds, frames, inputVideoSeconds }: TokenFactors): number {
  const outputFrames = frames ?? FPS * seconds + 1
  return Math.floor((width * height * (outputFrames + FPS * inputVideoSeconds)) / 1024)
}

interface Range {
  min: number
  max: number
}

export interface MoneyRange extends Range {
  currency: Currency
}

export interface Money {
  currency: Currency
  /** In whole units of the currency, with fractions. */
  amount: number
}

export interface Quote {
  /** By the formula; a range where the model chooses the length or the shape. */
  tokens: Range
  /** One entry per currency whose rate is known; CNY first. */
  money?: MoneyRange[]
  /** False where the model is not in the table or is not billed by Ark's tokens (gemini-omni). */
  known: boolean
}

/** What a request will cost. */
export function quote(
  request: CanonicalRequest,
  { inputVideoSeconds = 0 }: { inputVideoSeconds?: number } = {},
): Quote {
  const { model, known } = modelOrLoosest(request.model)
  const sizes = possibleAreas(request, model)
  const seconds = possibleSeconds(request, model)
  const tokensOf = (area: number, length: number) =>
    countTokens({
      width: area,
      height: 1,
      seconds: length,
      inputVideoSeconds,
      ...(request.frames === undefined ? {} : { frames: request.frames }),
    })
  const tokens = { min: tokensOf(sizes.min, seconds.min), max: tokensOf(sizes.max, seconds.max) }
  const hasVideoInput = request.references.some(({ kind }) => kind === 'video')
  const rates = ratesOf(model, { ...request, hasVideoInput })
  const money = rates.map(({ currency, perMillionTokens }) => ({
    currency,
    min: (tokens.min * perMillionTokens) / 1e6,
    max: (tokens.max * perMillionTokens) / 1e6,
  }))
  const isKnown = known && model.family !== 'gemini-omni'
  return { tokens, known: isKnown, ...(money.length > 0 ? { money } : {}) }
}

/**
 * What each further second of the clip costs, in each currency whose rate is known; none where it is not published. Reference videos
 * change the rate and cost by their own seconds besides, which are not in it.
 */
export function pricePerSecond(
  model: ModelCapabilities,
  mode: Mode,
  settings: RequestSettings & { hasVideoInput?: boolean },
): MoneyRange[] {
  const areas = possibleAreas({ ...settings, mode }, model)
  return ratesOf(model, settings).map(({ currency, perMillionTokens }) => {
    const priceOf = (area: number) => (area * FPS * perMillionTokens) / 1024 / 1e6
    return { currency, min: priceOf(areas.min), max: priceOf(areas.max) }
  })
}

/** What a number of tokens costs in each currency whose rate is known; empty where none is. */
export function priceOfTokens(
  model: ModelCapabilities,
  settings: RequestSettings & { hasVideoInput?: boolean },
  tokens: number,
): Money[] {
  return ratesOf(model, settings).map(({ currency, perMillionTokens }) => ({
    currency,
    amount: (tokens * perMillionTokens) / 1e6,
  }))
}

function ratesOf(
  model: ModelCapabilities,
  settings: RequestSettings & { hasVideoInput?: boolean },
): PriceRow[] {
  // The mode changes no default that a rate depends on.
  const { resolution, generateAudio, flex } = effectiveSettings(model, 't2v', settings)
  const fits = (row: PriceRow) =>
    (row.resolutions === undefined || row.resolutions.includes(resolution)) &&
    (row.tier === undefined || row.tier === (flex ? 'flex' : 'default')) &&
    (row.audio === undefined || row.audio === generateAudio) &&
    (row.videoInput === undefined || row.videoInput === (settings.hasVideoInput ?? false))
  const currencies: readonly Currency[] = ['CNY', 'USD']
  return currencies.flatMap(
    (currency) => model.price.find((row) => row.currency === currency && fits(row)) ?? [],
  )
}

/** Pixels per frame. An adaptive clip has one of the tier's shapes; all cost about the same (contract.md §3.6). */
function possibleAreas(request: RequestSettings & { mode: Mode }, model: ModelCapabilities): Range {
  const { resolution, ratio } = effectiveSettings(model, request.mode, request)
  // A final render has the shape of its draft, which is not known here.
  const ratios = ratio === 'adaptive' || request.mode === 'draft_final' ? RATIOS : [ratio]
  const areas = ratios.flatMap((candidate) => {
    const size = outputSize(model, resolution, candidate)
    return size ? [size.width * size.height] : []
  })
  return areas.length > 0 ? { min: Math.min(...areas), max: Math.max(...areas) } : { min: 0, max: 0 }
}

function possibleSeconds(request: CanonicalRequest, model: ModelCapabilities): Range {
  const { duration } = effectiveSettings(model, request.mode, request)
  if (duration !== undefined && duration !== -1) return { min: duration, max: duration }
  return { min: model.duration.min, max: model.duration.max }
}
