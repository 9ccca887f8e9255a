import { describe, expect, test } from 'vitest'
import { findModel, type ModelCapabilities, outputSize } from './models.ts'
import { countTokens, pricePerSecond, priceOfTokens, quote } from './price.ts'
import type { CanonicalRequest, Ratio, RequestSettings, Resolution } from './request.ts'

function model(id: string): ModelCapabilities {
  const found = findModel(id)
  if (!found) throw new Error(`no row for ${id}`)
  return found
}

function request(id: string, extra: Partial<CanonicalRequest> = {}): CanonicalRequest {
  return { model: id, mode: 't2v', modeIsExplicit: false, prompt: 'a lake', references: [], ...extra }
}

const S20 = 'doubao-seedance-2-0-260128'
const S25 = 'doubao-seedance-2-5-260628'
const PRO10 = 'doubao-seedance-1-0-pro-250528'
const PRO15 = 'doubao-seedance-1-5-pro-251215'

describe('§3.6 published bills', () => {
  test.each<[string, Resolution, Ratio, number, number, number]>([
    [S20, '720p', '16:9', 5, 0, 108_900],
    [S20, '720p', '16:9', 8, 0, 173_700],
    [S20, '720p', '16:9', 10, 0, 216_900],
    [S25, '720p', '16:9', 30, 0, 648_900],
    [S25, '480p', '16:9', 4, 0, 38_830],
    [S25, '480p', '16:9', 5, 0, 48_437],
    [S20, '1080p', '16:9', 5, 0, 245_025],
    [S20, '1080p', '3:4', 15, 0, 732_108],
    [S25, '480p', '16:9', 4, 5, 86_867],
  ])(
    '%s %s %s, %i s with %i s of input: %i tokens',
    (id, resolution, ratio, seconds, inputVideoSeconds, tokens) => {
      const size = outputSize(model(id), resolution, ratio)
      if (!size) throw new Error('no size')
      expect(countTokens({ ...size, seconds, inputVideoSeconds })).toBe(tokens)
      const asked = request(id, { resolution, ratio, duration: seconds })
      expect(quote(asked, { inputVideoSeconds }).tokens).toEqual({ min: tokens, max: tokens })
    },
  )
})

test('§3.6: a request by frames counts them instead of 24·s + 1', () => {
  // 1248·704·57/1024
  expect(countTokens({ width: 1248, height: 704, seconds: 0, frames: 57, inputVideoSeconds: 0 })).toBe(48_906)
  const asked = request(PRO10, { resolution: '720p', frames: 57 })
  expect(quote(asked).tokens).toEqual({ min: 48_906, max: 48_906 })
})

describe('§3.6 rates for a million tokens', () => {
  type Row = [string, RequestSettings & { hasVideoInput?: boolean }, number | undefined, number | undefined]
  test.each<Row>([
    ['doubao-seedance-1-0-lite-t2v-250428', {}, 10, undefined],
    ['doubao-seedance-1-0-lite-i2v-250428', { serviceTier: 'flex' }, 5, undefined],
    [PRO10, {}, 15, 2.5],
    [PRO10, { serviceTier: 'flex' }, 7.5, undefined],
    ['doubao-seedance-1-0-pro-fast-251015', {}, 4.2, undefined],
    ['doubao-seedance-1-0-pro-fast-251015', { serviceTier: 'flex' }, 2.1, undefined],
    [PRO15, {}, 16, 2.4],
    [PRO15, { generateAudio: false }, 8, 1.2],
    [PRO15, { serviceTier: 'flex' }, 8, undefined],
    [PRO15, { serviceTier: 'flex', generateAudio: false }, 4, undefined],
    [S20, {}, 46, 7],
    [S20, { hasVideoInput: true }, 28, 4.3],
    [S20, { resolution: '480p' }, 46, 7],
    [S20, { resolution: '1080p' }, 51, 7.7],
    [S20, { resolution: '1080p', hasVideoInput: true }, 31, 4.7],
    [S20, { resolution: '4k' }, 26, 4],
    [S20, { resolution: '4k', hasVideoInput: true }, 16, 2.4],
    ['doubao-seedance-2-0-fast-260128', {}, 37, 5.6],
    ['doubao-seedance-2-0-fast-260128', { hasVideoInput: true }, 22, 3.3],
    ['doubao-seedance-2-0-mini-260615', {}, 23, 3.5],
    ['doubao-seedance-2-0-mini-260615', { hasVideoInput: true }, 14, 2.1],
    [S25, {}, 70, 10.7],
    [S25, { hasVideoInput: true }, 42, 6.4],
    [S25, { resolution: '1080p' }, undefined, 11.7],
    [S25, { resolution: '1080p', hasVideoInput: true }, undefined, 7],
    ['gemini-omni', {}, undefined, undefined],
  ])('%s %j: CNY %s, USD %s', (id, settings, cny, usd) => {
    const money = priceOfTokens(model(id), settings, 1_000_000)
    expect(money.find(({ currency }) => currency === 'CNY')?.amount).toEqual(cny)
    expect(money.find(({ currency }) => currency === 'USD')?.amount).toEqual(usd)
  })
})

test('§3.6: 2.0 at 720p for 5 s without video input is about ¥5', () => {
  const { money, known } = quote(request(S20, { resolution: '720p', ratio: '16:9', duration: 5 }))
  expect(known).toBe(true)
  expect(money?.[0]).toMatchObject({ currency: 'CNY' })
  expect(money?.[0]?.min).toBeCloseTo(5.0094, 4)
  expect(money?.[1]?.min).toBeCloseTo(0.7623, 4)
})

test('a length that the model chooses is a range', () => {
  const { tokens } = quote(request(S20, { ratio: '16:9', duration: -1 }))
  // 900·(24·4+1) and 900·(24·15+1)
  expect(tokens).toEqual({ min: 87_300, max: 324_900 })
  expect(quote(request(S25, { ratio: '16:9' })).tokens).toEqual({ min: 87_300, max: 648_900 })
})

test('§3.6: an adaptive shape is a narrow range, as all ratios of a tier cost about the same', () => {
  const { tokens } = quote(request(S20, { duration: 5 }))
  expect(tokens.min).toBeLessThanOrEqual(108_900)
  expect(tokens.max).toBeGreaterThan(108_900)
  expect(tokens.max / tokens.min).toBeLessThan(1.01)
})

test('a video among the references lowers the rate and adds its seconds', () => {
  const references = [{ kind: 'video', role: 'reference_video', url: 'https://h/a.mp4' } as const]
  const asked = request(S20, { mode: 'reference_material', references, ratio: '16:9', duration: 5 })
  const { tokens, money } = quote(asked, { inputVideoSeconds: 5 })
  expect(tokens.min).toBe(216_900)
  expect(money?.[0]?.min).toBeCloseTo((216_900 * 28) / 1e6, 6)
})

test('an unknown model and gemini-omni have no known price', () => {
  expect(quote(request('ep-1'))).toMatchObject({ known: false })
  expect(quote(request('ep-1')).money).toBeUndefined()
  expect(quote(request('gemini-omni'))).toMatchObject({ known: false })
})

describe('the price of a second', () => {
  test('is what one more second adds to a request', () => {
    const settings = { resolution: '720p', ratio: '16:9' } as const
    const priceAt = (duration: number) => quote(request(S20, { ...settings, duration })).money?.[0]?.min ?? 0
    const [perSecond] = pricePerSecond(model(S20), 't2v', settings)
    expect(perSecond?.currency).toBe('CNY')
    expect(perSecond?.min).toBe(perSecond?.max)
    expect(perSecond?.min).toBeCloseTo((priceAt(15) - priceAt(5)) / 10, 4)
    expect(perSecond?.min).toBeCloseTo(0.9936, 4)
  })

  test('is a range where the shape is open, and lower with clips as input', () => {
    const [open] = pricePerSecond(model(S20), 'reference_images', { resolution: '720p' })
    expect(open?.max).toBeGreaterThan(open?.min ?? Infinity)
    const [withClips] = pricePerSecond(model(S20), 'reference_material', {
      resolution: '720p',
      hasVideoInput: true,
    })
    expect(withClips?.max).toBeLessThan(open?.min ?? 0)
  })

  test('is not there where none is published', () => {
    expect(pricePerSecond(model('gemini-omni'), 't2v', {})).toEqual([])
    expect(
      pricePerSecond(model(S25), 't2v', { resolution: '1080p' }).map(({ currency }) => currency),
    ).toEqual(['USD'])
  })
})
