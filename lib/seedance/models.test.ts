import { describe, expect, test } from 'vitest'
import {
  adaptiveSize,
  DEFAULT_MODEL_ID,
  defaultRatioFor,
  durationsFor,
  effectiveSettings,
  findModel,
  type ModelCapabilities,
  modelOrLoosest,
  MODELS,
  modesFor,
  nearestRatio,
  outputSize,
  ratiosFor,
  resolutionsFor,
  settingsFor,
} from './models.ts'
import type { Mode, Ratio, Resolution } from './request.ts'

function model(id: string): ModelCapabilities {
  const found = findModel(id)
  if (!found) throw new Error(`no row for ${id}`)
  return found
}

const IDS = {
  liteT2v: 'doubao-seedance-1-0-lite-t2v-250428',
  liteI2v: 'doubao-seedance-1-0-lite-i2v-250428',
  pro10: 'doubao-seedance-1-0-pro-250528',
  proFast: 'doubao-seedance-1-0-pro-fast-251015',
  pro15: 'doubao-seedance-1-5-pro-251215',
  s20: 'doubao-seedance-2-0-260128',
  fast20: 'doubao-seedance-2-0-fast-260128',
  mini20: 'doubao-seedance-2-0-mini-260615',
  s25: 'doubao-seedance-2-5-260628',
  omni: 'gemini-omni',
}

test('§1.1: the seed gateway sells these eight models, no 2.0 mini and no 2.5', () => {
  const sold = MODELS.filter((row) => row.onSeedGateway).map((row) => row.id)
  expect(new Set(sold)).toEqual(
    new Set([IDS.liteI2v, IDS.liteT2v, IDS.pro10, IDS.proFast, IDS.pro15, IDS.s20, IDS.fast20, IDS.omni]),
  )
  expect(MODELS).toHaveLength(10)
  expect(DEFAULT_MODEL_ID).toBe(IDS.s20)
})

test.each([
  [IDS.liteT2v, 'seedance-1-0-lite-t2v-250428'],
  [IDS.liteI2v, 'seedance-1-0-lite-i2v-250428'],
  [IDS.pro10, 'seedance-1-0-pro-250528'],
  [IDS.proFast, 'seedance-1-0-pro-fast-251015'],
  [IDS.pro15, 'seedance-1-5-pro-251215'],
  [IDS.s20, 'dreamina-seedance-2-0-260128'],
  [IDS.fast20, 'dreamina-seedance-2-0-fast-260128'],
  [IDS.mini20, 'dreamina-seedance-2-0-mini-260615'],
  [IDS.s25, 'dreamina-seedance-2-5-260628'],
])('§3: %s is found by its international id %s', (id, intlId) => {
  expect(findModel(intlId)?.id).toBe(id)
})

test('§3: the lite models are retired internationally', () => {
  expect(
    MODELS.filter((row) => row.retiredInternationally)
      .map((row) => row.id)
      .toSorted(),
  ).toEqual([IDS.liteI2v, IDS.liteT2v].toSorted())
})

test('§3.2: an unknown id, such as an endpoint, gets the loosest row under its own id', () => {
  const { model: row, known } = modelOrLoosest('ep-20260101-abcde')
  expect(known).toBe(false)
  expect(row.id).toBe('ep-20260101-abcde')
  for (const other of MODELS.filter(({ family }) => family !== 'gemini-omni')) {
    expect(row.modes).toEqual(expect.arrayContaining([...other.modes]))
    expect(row.resolutions).toEqual(expect.arrayContaining([...other.resolutions]))
    expect(row.duration.min).toBeLessThanOrEqual(other.duration.min)
    expect(row.duration.max).toBeGreaterThanOrEqual(other.duration.max)
    for (const name of settingsFor(other, 't2v')) expect(settingsFor(row, 't2v')).toContain(name)
  }
})

describe('§3.7 the capability table', () => {
  test.each<[string, readonly Mode[]]>([
    [IDS.liteT2v, ['t2v']],
    [IDS.liteI2v, ['i2v', 'i2v_first_last', 'reference_images']],
    [IDS.pro10, ['t2v', 'i2v', 'i2v_first_last']],
    [IDS.proFast, ['t2v', 'i2v']],
    [IDS.pro15, ['t2v', 'i2v', 'i2v_first_last', 'draft_final']],
    [IDS.s20, ['t2v', 'i2v', 'i2v_first_last', 'reference_images', 'reference_material']],
    [IDS.fast20, ['t2v', 'i2v', 'i2v_first_last', 'reference_images', 'reference_material']],
    [IDS.mini20, ['t2v', 'i2v', 'i2v_first_last', 'reference_images', 'reference_material']],
    [IDS.s25, ['t2v', 'i2v', 'i2v_first_last', 'reference_images', 'reference_material', 'edit', 'extend']],
    [IDS.omni, ['t2v', 'r2v', 'edit']],
  ])('modes of %s', (id, modes) => {
    expect(model(id).modes).toEqual(modes)
  })

  test.each<[string, Mode, readonly Resolution[], Resolution]>([
    [IDS.liteT2v, 't2v', ['480p', '720p', '1080p'], '720p'],
    [IDS.liteI2v, 'i2v', ['480p', '720p', '1080p'], '720p'],
    [IDS.liteI2v, 'reference_images', ['480p', '720p'], '720p'],
    [IDS.pro10, 't2v', ['480p', '720p', '1080p'], '1080p'],
    [IDS.proFast, 't2v', ['480p', '720p', '1080p'], '1080p'],
    [IDS.pro15, 't2v', ['480p', '720p', '1080p'], '720p'],
    [IDS.s20, 't2v', ['480p', '720p', '1080p', '4k'], '720p'],
    [IDS.fast20, 't2v', ['480p', '720p'], '720p'],
    [IDS.mini20, 't2v', ['480p', '720p'], '720p'],
    [IDS.s25, 't2v', ['480p', '720p', '1080p'], '720p'],
    [IDS.omni, 't2v', ['720p', '1080p', '4k'], '720p'],
  ])('resolutions of %s in %s', (id, mode, resolutions, byDefault) => {
    expect(resolutionsFor(model(id), mode)).toEqual(resolutions)
    expect(model(id).defaultResolution).toBe(byDefault)
  })

  test.each<[string, Mode, number, number, number, boolean]>([
    [IDS.liteT2v, 't2v', 2, 12, 5, false],
    [IDS.liteI2v, 'i2v', 2, 12, 5, false],
    [IDS.pro10, 't2v', 2, 12, 5, false],
    [IDS.proFast, 't2v', 2, 12, 5, false],
    [IDS.pro15, 't2v', 4, 12, 5, true],
    [IDS.s20, 't2v', 4, 15, 5, true],
    [IDS.fast20, 't2v', 4, 15, 5, true],
    [IDS.mini20, 't2v', 4, 15, 5, true],
    [IDS.s25, 't2v', 4, 30, -1, true],
  ])('lengths of %s', (id, mode, min, max, byDefault, auto) => {
    const choice = durationsFor(model(id), mode)
    expect(choice.seconds[0]).toBe(min)
    expect(choice.seconds.at(-1)).toBe(max)
    expect(choice.seconds).toHaveLength(max - min + 1)
    expect(choice).toMatchObject({ default: byDefault, auto })
  })

  test.each<[string, number, number, number]>([
    [IDS.liteT2v, 0, 0, 0],
    [IDS.liteI2v, 4, 0, 0],
    [IDS.pro10, 0, 0, 0],
    [IDS.proFast, 0, 0, 0],
    [IDS.pro15, 0, 0, 0],
    [IDS.s20, 9, 3, 3],
    [IDS.fast20, 9, 3, 3],
    [IDS.mini20, 9, 3, 3],
    [IDS.s25, 30, 10, 10],
    [IDS.omni, 7, 1, 0],
  ])('references of %s: %i images, %i videos, %i audios', (id, images, videos, audios) => {
    expect(model(id).references).toMatchObject({ images, videos, audios })
  })

  const everySetting = ['resolution', 'ratio', 'duration', 'fps', 'watermark'] as const
  test.each([
    [
      IDS.liteT2v,
      ['frames', 'cameraFixed', 'seed', 'serviceTier', 'returnLastFrame', 'executionExpiresAfter'],
    ],
    [IDS.pro10, ['frames', 'cameraFixed', 'seed', 'serviceTier', 'returnLastFrame', 'executionExpiresAfter']],
    [
      IDS.proFast,
      ['frames', 'cameraFixed', 'seed', 'serviceTier', 'returnLastFrame', 'executionExpiresAfter'],
    ],
    [
      IDS.pro15,
      [
        'cameraFixed',
        'seed',
        'serviceTier',
        'returnLastFrame',
        'executionExpiresAfter',
        'generateAudio',
        'draft',
      ],
    ],
    [
      IDS.s20,
      [
        'seed',
        'serviceTier',
        'returnLastFrame',
        'executionExpiresAfter',
        'generateAudio',
        'priority',
        'webSearch',
      ],
    ],
    [
      IDS.s25,
      [
        'seed',
        'serviceTier',
        'returnLastFrame',
        'executionExpiresAfter',
        'generateAudio',
        'priority',
        'webSearch',
        'outputFormat',
      ],
    ],
    [IDS.omni, ['generateAudio']],
  ])('§3.2 settings of %s', (id, names) => {
    expect([...settingsFor(model(id), 't2v')].toSorted()).toEqual([...everySetting, ...names].toSorted())
  })

  test('§3.2: 1.0 lite holds the camera still for frames, not for reference images', () => {
    expect(settingsFor(model(IDS.liteI2v), 'i2v')).toContain('cameraFixed')
    expect(settingsFor(model(IDS.liteI2v), 'reference_images')).not.toContain('cameraFixed')
  })

  test.each([
    [IDS.liteT2v, 300, 5],
    [IDS.pro10, 600, 10],
    [IDS.s20, 600, 10],
  ])('rate limits of %s', (id, requestsPerMinute, concurrency) => {
    expect(model(id)).toMatchObject({ requestsPerMinute, concurrency })
  })
})

describe('§3.7 ratios', () => {
  const fixed: readonly Ratio[] = ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9']
  test.each<[string, Mode, readonly Ratio[], Ratio]>([
    [IDS.liteT2v, 't2v', fixed, '16:9'],
    [IDS.liteI2v, 'i2v', [...fixed, 'adaptive'], 'adaptive'],
    [IDS.liteI2v, 'reference_images', fixed, '16:9'],
    [IDS.pro10, 't2v', fixed, '16:9'],
    [IDS.pro10, 'i2v', [...fixed, 'adaptive'], 'adaptive'],
    [IDS.pro15, 't2v', [...fixed, 'adaptive'], 'adaptive'],
    [IDS.s20, 't2v', [...fixed, 'adaptive'], 'adaptive'],
    [IDS.s25, 't2v', [...fixed, 'adaptive'], 'adaptive'],
    [IDS.s25, 'i2v', ['adaptive'], 'adaptive'],
    [IDS.s25, 'i2v_first_last', ['adaptive'], 'adaptive'],
    [IDS.s25, 'edit', ['adaptive'], 'adaptive'],
    [IDS.s25, 'extend', ['adaptive'], 'adaptive'],
    [IDS.omni, 'r2v', ['16:9', '9:16'], '16:9'],
    [IDS.omni, 'edit', [], 'adaptive'],
  ])('%s in %s', (id, mode, ratios, byDefault) => {
    expect(ratiosFor(model(id), mode)).toEqual(ratios)
    expect(defaultRatioFor(model(id), mode)).toBe(byDefault)
  })
})

describe('§3.7 pixel sizes', () => {
  test.each<[string, Resolution, Ratio, number, number]>([
    [IDS.pro10, '720p', '16:9', 1248, 704],
    [IDS.s20, '720p', '16:9', 1280, 720],
    [IDS.pro10, '480p', '16:9', 864, 480],
    [IDS.pro15, '480p', '16:9', 864, 496],
    [IDS.s25, '480p', '16:9', 854, 480],
    [IDS.s25, '720p', '3:4', 834, 1112],
    [IDS.s20, '4k', '21:9', 4398, 1886],
  ])('%s %s %s', (id, resolution, ratio, width, height) => {
    expect(outputSize(model(id), resolution, ratio)).toEqual({ width, height })
  })

  test('a tier that the model lacks and an adaptive shape have no size', () => {
    expect(outputSize(model(IDS.fast20), '1080p', '16:9')).toBeUndefined()
    expect(outputSize(model(IDS.s20), '720p', 'adaptive')).toBeUndefined()
  })

  test('every tier and ratio of every model has a size of even pixels', () => {
    for (const row of MODELS) {
      for (const resolution of row.resolutions) {
        for (const ratio of row.ratios.filter((name) => name !== 'adaptive')) {
          const size = outputSize(row, resolution, ratio)
          expect(size, `${row.id} ${resolution} ${ratio}`).toBeDefined()
          expect([(size?.width ?? 1) % 2, (size?.height ?? 1) % 2]).toEqual([0, 0])
        }
      }
    }
  })

  test('an adaptive clip has the size nearest to its input', () => {
    expect(adaptiveSize(model(IDS.s20), '720p', { width: 900, height: 1600 })).toEqual({
      width: 720,
      height: 1280,
    })
    expect(adaptiveSize(model(IDS.s20), '720p')).toEqual({ width: 1280, height: 720 })
    expect(nearestRatio(1000, 1010)).toBe('1:1')
    expect(nearestRatio(2000, 800)).toBe('21:9')
  })
})

test('§4: gemini-omni makes 4, 6, 8 or 10 seconds, 6 by default; an edit follows its clip', () => {
  expect(durationsFor(model(IDS.omni), 't2v')).toEqual({ seconds: [4, 6, 8, 10], auto: false, default: 6 })
  expect(durationsFor(model(IDS.omni), 'edit')).toEqual({ seconds: [], auto: false, default: undefined })
  expect(settingsFor(model(IDS.omni), 'edit')).not.toContain('duration')
})

test('§3.3: an edit with 2.5 takes no length but -1', () => {
  expect(durationsFor(model(IDS.s25), 'edit')).toEqual({ seconds: [], auto: true, default: -1 })
})

test('§3.2: a draft is 480p', () => {
  expect(resolutionsFor(model(IDS.pro15), 't2v', true)).toEqual(['480p'])
  expect(effectiveSettings(model(IDS.pro15), 't2v', { draft: true }).resolution).toBe('480p')
})

test('§3.3: a final render takes shape, length, seed, sound and camera from its draft', () => {
  expect([...settingsFor(model(IDS.pro15), 'draft_final')].toSorted()).toEqual(
    ['resolution', 'fps', 'watermark', 'returnLastFrame', 'serviceTier', 'executionExpiresAfter'].toSorted(),
  )
})

test('§3.2: sound is on by default where the model has it', () => {
  expect(effectiveSettings(model(IDS.s20), 't2v', {})).toMatchObject({
    generateAudio: true,
    watermark: false,
    duration: 5,
    resolution: '720p',
    ratio: 'adaptive',
  })
  expect(effectiveSettings(model(IDS.pro10), 't2v', {}).generateAudio).toBe(false)
  expect(effectiveSettings(model(IDS.pro10), 't2v', { frames: 57 })).toMatchObject({
    duration: undefined,
    frames: 57,
  })
})

test('modes on offer follow what is attached', () => {
  expect(modesFor(model(IDS.s20))).toEqual(['t2v'])
  const one = { images: 1, videos: 0, audios: 0 }
  expect(modesFor(model(IDS.s20), one)).toEqual(['i2v', 'reference_images', 'reference_material'])
  expect(modesFor(model(IDS.s25), { images: 0, videos: 1, audios: 0 })).toEqual([
    'reference_material',
    'edit',
    'extend',
  ])
  expect(modesFor(model(IDS.omni), one)).toEqual(['r2v'])
})
