/** The rows of the capability table (contract.md §3.6, §3.7 and §4), and the row an unknown model is held to. */
import type { ModelCapabilities, PriceRow } from './capabilities.ts'
import { PIXELS_1_0, PIXELS_1_5_AND_2_0, PIXELS_2_5 } from './pixel-sizes.ts'
import { MODES, RATIOS, RESOLUTIONS, type Ratio } from './request.ts'

const FIXED_RATIOS: readonly Ratio[] = ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9']

const seedance10 = {
  family: 'seedance-1.0',
  onSeedGateway: true,
  retiredInternationally: false,
  resolutions: ['480p', '720p', '1080p'],
  defaultResolution: '1080p',
  ratios: RATIOS,
  // Text alone has no picture to adapt to.
  ratiosByMode: { t2v: FIXED_RATIOS },
  defaultRatio: 'adaptive',
  defaultRatioByMode: { t2v: '16:9' },
  duration: { min: 2, max: 12, default: 5, auto: false },
  frames: { min: 29, max: 289, base: 25, step: 4 },
  references: { images: 0, videos: 0, audios: 0, audioAlone: false },
  audioOutput: false,
  cameraFixed: true,
  seed: true,
  watermark: true,
  returnLastFrame: true,
  executionExpiresAfter: true,
  draft: false,
  flex: true,
  priority: false,
  webSearch: false,
  outputFormats: ['mp4'],
  heic: false,
  concurrency: 10,
  requestsPerMinute: 600,
  nativeMention: 'Image 1',
  pixels: PIXELS_1_0,
  confidence: 'H',
} as const satisfies Partial<ModelCapabilities>

/** Flex is half the price (contract.md §3.2). Known in CNY only. */
function cnyWithFlex(perMillionTokens: number, condition: Pick<PriceRow, 'audio'> = {}): PriceRow[] {
  return [
    { currency: 'CNY', tier: 'default', perMillionTokens, ...condition },
    { currency: 'CNY', tier: 'flex', perMillionTokens: perMillionTokens / 2, ...condition },
  ]
}

export const LITE_T2V: ModelCapabilities = {
  ...seedance10,
  id: 'doubao-seedance-1-0-lite-t2v-250428',
  intlId: 'seedance-1-0-lite-t2v-250428',
  label: 'Seedance 1.0 Lite (text)',
  retiredInternationally: true,
  modes: ['t2v'],
  defaultResolution: '720p',
  ratios: FIXED_RATIOS,
  concurrency: 5,
  requestsPerMinute: 300,
  price: cnyWithFlex(10),
}

export const LITE_I2V: ModelCapabilities = {
  ...seedance10,
  id: 'doubao-seedance-1-0-lite-i2v-250428',
  intlId: 'seedance-1-0-lite-i2v-250428',
  label: 'Seedance 1.0 Lite (image)',
  retiredInternationally: true,
  modes: ['i2v', 'i2v_first_last', 'reference_images'],
  defaultResolution: '720p',
  resolutionsByMode: { reference_images: ['480p', '720p'] },
  ratiosByMode: { reference_images: FIXED_RATIOS },
  defaultRatioByMode: { reference_images: '16:9' },
  references: { images: 4, videos: 0, audios: 0, audioAlone: false },
  cameraFixed: 'not_with_references',
  concurrency: 5,
  requestsPerMinute: 300,
  nativeMention: '[图1]',
  price: cnyWithFlex(10),
}

export const PRO_1_0: ModelCapabilities = {
  ...seedance10,
  id: 'doubao-seedance-1-0-pro-250528',
  intlId: 'seedance-1-0-pro-250528',
  label: 'Seedance 1.0 Pro',
  modes: ['t2v', 'i2v', 'i2v_first_last'],
  price: [...cnyWithFlex(15), { currency: 'USD', tier: 'default', perMillionTokens: 2.5 }],
}

export const PRO_FAST_1_0: ModelCapabilities = {
  ...seedance10,
  id: 'doubao-seedance-1-0-pro-fast-251015',
  intlId: 'seedance-1-0-pro-fast-251015',
  label: 'Seedance 1.0 Pro Fast',
  modes: ['t2v', 'i2v'],
  price: cnyWithFlex(4.2),
}

const { frames: _noFrames, ratiosByMode: _all, defaultRatioByMode: _same, ...shared } = seedance10

export const PRO_1_5: ModelCapabilities = {
  ...shared,
  id: 'doubao-seedance-1-5-pro-251215',
  intlId: 'seedance-1-5-pro-251215',
  label: 'Seedance 1.5 Pro',
  family: 'seedance-1.5',
  modes: ['t2v', 'i2v', 'i2v_first_last', 'draft_final'],
  // A final render takes shape and length from its draft (contract.md §3.3).
  ratiosByMode: { draft_final: [] },
  defaultResolution: '720p',
  duration: { min: 4, max: 12, default: 5, auto: true },
  audioOutput: true,
  draft: true,
  heic: true,
  pixels: PIXELS_1_5_AND_2_0,
  price: [
    ...cnyWithFlex(16, { audio: true }),
    ...cnyWithFlex(8, { audio: false }),
    { currency: 'USD', tier: 'default', audio: true, perMillionTokens: 2.4 },
    { currency: 'USD', tier: 'default', audio: false, perMillionTokens: 1.2 },
  ],
}

function byVideoInput(
  currency: PriceRow['currency'],
  without: number,
  withVideo: number,
  resolutions: PriceRow['resolutions'] = RESOLUTIONS,
): PriceRow[] {
  return [
    { currency, resolutions, videoInput: false, perMillionTokens: without },
    { currency, resolutions, videoInput: true, perMillionTokens: withVideo },
  ]
}

export const SEEDANCE_2_0: ModelCapabilities = {
  ...shared,
  id: 'doubao-seedance-2-0-260128',
  intlId: 'dreamina-seedance-2-0-260128',
  label: 'Seedance 2.0',
  family: 'seedance-2.0',
  modes: ['t2v', 'i2v', 'i2v_first_last', 'reference_images', 'reference_material'],
  byPrompt: ['edit', 'extend'],
  resolutions: RESOLUTIONS,
  defaultResolution: '720p',
  duration: { min: 4, max: 15, default: 5, auto: true },
  references: {
    images: 9,
    videos: 3,
    audios: 3,
    videoEachSeconds: [2, 15],
    videoTotalSeconds: 15,
    audioEachSeconds: [2, 15],
    audioTotalSeconds: 15,
    audioAlone: false,
  },
  audioOutput: true,
  cameraFixed: false,
  flex: false,
  priority: true,
  webSearch: true,
  heic: true,
  pixels: PIXELS_1_5_AND_2_0,
  price: [
    ...byVideoInput('CNY', 46, 28, ['480p', '720p']),
    ...byVideoInput('CNY', 51, 31, ['1080p']),
    ...byVideoInput('CNY', 26, 16, ['4k']),
    ...byVideoInput('USD', 7, 4.3, ['480p', '720p']),
    ...byVideoInput('USD', 7.7, 4.7, ['1080p']),
    ...byVideoInput('USD', 4, 2.4, ['4k']),
  ],
}

export const FAST_2_0: ModelCapabilities = {
  ...SEEDANCE_2_0,
  id: 'doubao-seedance-2-0-fast-260128',
  intlId: 'dreamina-seedance-2-0-fast-260128',
  label: 'Seedance 2.0 Fast',
  resolutions: ['480p', '720p'],
  price: [...byVideoInput('CNY', 37, 22), ...byVideoInput('USD', 5.6, 3.3)],
}

export const MINI_2_0: ModelCapabilities = {
  ...SEEDANCE_2_0,
  id: 'doubao-seedance-2-0-mini-260615',
  intlId: 'dreamina-seedance-2-0-mini-260615',
  label: 'Seedance 2.0 Mini',
  onSeedGateway: false,
  resolutions: ['480p', '720p'],
  price: [...byVideoInput('CNY', 23, 14), ...byVideoInput('USD', 3.5, 2.1)],
  // Its rate limits were not found; those of 2.0 are assumed.
  confidence: 'M',
}

export const SEEDANCE_2_5: ModelCapabilities = {
  ...SEEDANCE_2_0,
  id: 'doubao-seedance-2-5-260628',
  intlId: 'dreamina-seedance-2-5-260628',
  label: 'Seedance 2.5',
  family: 'seedance-2.5',
  onSeedGateway: false,
  modes: ['t2v', 'i2v', 'i2v_first_last', 'reference_images', 'reference_material', 'edit', 'extend'],
  byPrompt: [],
  resolutions: ['480p', '720p', '1080p'],
  ratiosByMode: { i2v: ['adaptive'], i2v_first_last: ['adaptive'], edit: ['adaptive'], extend: ['adaptive'] },
  duration: { min: 4, max: 30, default: -1, auto: true },
  references: {
    images: 30,
    videos: 10,
    audios: 10,
    total: 50,
    videoEachSeconds: [2, 30],
    videoEditSeconds: [4, 30],
    videoTotalSeconds: 30,
    audioEachSeconds: [2, 30],
    audioTotalSeconds: 30,
    audioAlone: true,
  },
  outputFormats: ['mp4', 'mov'],
  pixels: PIXELS_2_5,
  price: [
    // The CNY price of 1080p was not found (contract.md §9).
    ...byVideoInput('CNY', 70, 42, ['480p', '720p']),
    ...byVideoInput('USD', 10.7, 6.4, ['480p', '720p']),
    ...byVideoInput('USD', 11.7, 7, ['1080p']),
  ],
}

export const GEMINI_OMNI: ModelCapabilities = {
  ...shared,
  id: 'gemini-omni',
  label: 'Gemini Omni',
  family: 'gemini-omni',
  modes: ['t2v', 'r2v', 'edit'],
  resolutions: ['720p', '1080p', '4k'],
  defaultResolution: '720p',
  ratios: ['16:9', '9:16'],
  // An edit keeps the shape of its clip (contract.md §4).
  ratiosByMode: { edit: [] },
  defaultRatio: '16:9',
  defaultRatioByMode: { edit: 'adaptive' },
  duration: { min: 4, max: 10, default: 6, auto: false, allowed: [4, 6, 8, 10] },
  references: { images: 7, videos: 1, audios: 0, videoEachSeconds: [0, 10], audioAlone: false },
  audioOutput: true,
  cameraFixed: false,
  seed: false,
  returnLastFrame: false,
  executionExpiresAfter: false,
  flex: false,
  pixels: PIXELS_1_5_AND_2_0,
  price: [],
  confidence: 'M',
}

const { intlId: _itsOwn, ...newest } = SEEDANCE_2_5

/** What an unknown model may do: everything that any Seedance model may, so that a new one works on its first day. */
export const LOOSEST: ModelCapabilities = {
  ...newest,
  family: 'unknown',
  id: '',
  label: 'Unknown model',
  modes: MODES,
  resolutions: RESOLUTIONS,
  ratios: RATIOS,
  ratiosByMode: { draft_final: [] },
  duration: { min: 2, max: 30, default: 5, auto: true },
  frames: { min: 29, max: 289, base: 25, step: 4 },
  cameraFixed: true,
  draft: true,
  flex: true,
  concurrency: 3,
  requestsPerMinute: 180,
  price: [],
  confidence: 'L',
}
