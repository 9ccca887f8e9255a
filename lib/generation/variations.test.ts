import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkLimits, inferMode } from '#lib/seedance/limits.ts'
import { MODELS, modelOrLoosest } from '#lib/seedance/models.ts'
import { quote } from '#lib/seedance/price.ts'
import { RATIOS } from '#lib/seedance/request.ts'
import type { Recipe } from './generation.ts'
import { expandVariations, madeCells, totalQuote, type Axes, type VariedPrompt } from './variations.ts'

const BASE: Recipe = {
  model: 'doubao-seedance-2-0-260128',
  prompt: [{ text: 'A fox runs' }],
  references: [],
  settings: { duration: 5, resolution: '720p', ratio: '16:9', generateAudio: true },
}
const FAST = 'doubao-seedance-2-0-fast-260128'
const prompt = (text: string): VariedPrompt => ({ parts: [{ text }], text })
const axesOf = (change: Partial<Axes> = {}): Axes => ({
  prompts: [prompt('A fox runs')],
  ratios: ['16:9'],
  models: [BASE.model],
  ...change,
})

describe('a matrix', () => {
  test('2 × 2 × 2: prompts outermost, then shapes, then models, each a recipe of its own', () => {
    const cells = expandVariations(
      BASE,
      axesOf({
        prompts: [prompt('A fox runs'), prompt('It sleeps')],
        ratios: ['16:9', '9:16'],
        models: [BASE.model, FAST],
      }),
    )
    expect(madeCells(cells)).toHaveLength(8)
    expect(cells.map(({ recipe }) => recipe.prompt)).toEqual([
      ...Array.from({ length: 4 }, () => [{ text: 'A fox runs' }]),
      ...Array.from({ length: 4 }, () => [{ text: 'It sleeps' }]),
    ])
    expect(cells.slice(0, 4).map(({ recipe }) => [recipe.settings.ratio, recipe.model])).toEqual([
      ['16:9', BASE.model],
      ['16:9', FAST],
      ['9:16', BASE.model],
      ['9:16', FAST],
    ])
  })

  test('settings are fitted to each model', () => {
    const [, fast] = expandVariations(
      { ...BASE, settings: { ...BASE.settings, resolution: '1080p' } },
      axesOf({ models: [BASE.model, FAST] }),
    )
    expect(fast).toMatchObject({ problems: [], recipe: { settings: { resolution: '720p', duration: 5 } } })
  })

  test('a shape that one model lacks breaks its cell alone, and says so', () => {
    const cells = expandVariations(
      BASE,
      axesOf({ ratios: ['16:9', '21:9'], models: [BASE.model, 'gemini-omni'] }),
    )
    expect(cells.map(({ problems }) => problems.length > 0)).toEqual([false, false, false, true])
    expect(cells[3]?.problems[0]).toMatchObject({
      field: 'ratio',
      message: { en: expect.stringContaining('21:9') },
    })
  })

  test('one shape alone is the recipe’s own and follows the model', () => {
    const own = { ...BASE, settings: { ...BASE.settings, ratio: '21:9' as const } }
    const [cell] = expandVariations(own, axesOf({ ratios: ['21:9'], models: ['gemini-omni'] }))
    expect(cell?.problems).toEqual([])
  })

  test('what has no published price is said beside the price of the rest', () => {
    const cells = expandVariations(BASE, axesOf({ models: [BASE.model, 'gemini-omni'] }))
    const [priced] = cells
    expect(totalQuote(cells, 3)).toMatchObject({ unpriced: 3 })
    expect(totalQuote(cells, 3).money?.[0]?.max).toBeCloseTo(3 * (priced?.quote.money?.[0]?.max ?? NaN), 6)
  })

  test('references that a model can’t take break its cells', () => {
    const video = {
      id: 'r1',
      kind: 'video',
      role: 'reference_video',
      name: 'walk',
      mediaId: 'med_1',
    } as const
    const cells = expandVariations(
      { ...BASE, references: [video] },
      axesOf({ models: [BASE.model, 'doubao-seedance-1-0-pro-250528'] }),
    )
    expect(cells.map(({ problems }) => problems.length > 0)).toEqual([false, true])
  })

  test('the same thing twice is made once', () => {
    const cells = expandVariations(BASE, axesOf({ prompts: [prompt('A fox runs'), prompt('A fox runs')] }))
    expect(cells.map(({ problems }) => problems.map(({ code }) => code))).toEqual([[], ['conflict']])
  })
})

const arbitraryAxes = fc.record({
  prompts: fc
    .uniqueArray(fc.constantFrom('a fox', 'a hare', 'an owl', ''), { minLength: 1 })
    .map((texts) => texts.map(prompt)),
  ratios: fc.uniqueArray(fc.constantFrom(...RATIOS), { minLength: 1 }),
  models: fc.uniqueArray(fc.constantFrom(...MODELS.map(({ id }) => id), 'ep-unknown'), { minLength: 1 }),
})
const arbitraryBase = fc.record({
  duration: fc.constantFrom(-1, 4, 5, 8, 12),
  resolution: fc.constantFrom('480p', '720p', '1080p', '4k'),
  ratio: fc.constantFrom(...RATIOS),
  reference: fc.constantFrom(undefined, 'first_frame', 'reference_image'),
  takes: fc.integer({ min: 1, max: 8 }),
})

test('cells are the product; what is made is all but the broken, passes the checks, and costs what the cells cost', () => {
  fc.assert(
    fc.property(arbitraryAxes, arbitraryBase, (axes, { reference, takes, ...settings }) => {
      const references: Recipe['references'] =
        reference === undefined
          ? []
          : [{ id: 'r1', kind: 'image', role: reference, name: 'fox', mediaId: 'med_1' }]
      const cells = expandVariations({ ...BASE, references, settings }, axes)
      const shapes = Math.max(1, axes.ratios.length)
      expect(cells).toHaveLength(axes.prompts.length * shapes * axes.models.length)
      const made = madeCells(cells)
      expect(made).toHaveLength(cells.length - cells.filter(({ problems }) => problems.length > 0).length)
      const quotes = made.map(({ recipe }) => {
        const { model } = modelOrLoosest(recipe.model)
        const request = {
          ...recipe.settings,
          model: recipe.model,
          mode: inferMode(model, references),
          modeIsExplicit: false,
          prompt: recipe.prompt.map((part) => ('text' in part ? part.text : '')).join(''),
          references: references.map(({ kind, role, name }) => ({
            kind,
            role,
            name,
            url: 'https://a.test/a.png',
          })),
        }
        expect(checkLimits(request)).toEqual([])
        return quote(request)
      })
      const total = totalQuote(cells, takes)
      for (const end of ['min', 'max'] as const) {
        expect(total.tokens[end]).toBe(quotes.reduce((sum, one) => sum + one.tokens[end], 0) * takes)
        for (const money of total.money ?? []) {
          const amounts = quotes.map(
            (one) => one.money?.find(({ currency }) => currency === money.currency)?.[end] ?? 0,
          )
          expect(money[end]).toBeCloseTo(amounts.reduce((sum, one) => sum + one, 0) * takes, 6)
        }
      }
    }),
    { numRuns: 200 },
  )
})
