/**
 * One recipe spread over prompts, shapes and models: every combination is a recipe of its own, with what is wrong with it and what it costs.
 * Pure: the panel shows these cells, the price adds them up, and the press sends them.
 */
import type { Sentence } from '#lib/language/language.ts'
import type { PromptPart } from '#lib/prompt/prompt-document.ts'
import { spelledSettings } from '#lib/seedance/fit-settings.ts'
import { checkLimits, inferMode, type MediaFacts } from '#lib/seedance/limits.ts'
import { modelOrLoosest, ratiosFor } from '#lib/seedance/models.ts'
import { quote, type Quote } from '#lib/seedance/price.ts'
import type { Problem } from '#lib/seedance/problem.ts'
import type { CanonicalRequest, Ratio } from '#lib/seedance/request.ts'
import type { Recipe } from './generation.ts'

export interface VariedPrompt {
  parts: readonly PromptPart[]
  /** As a person reads it. */
  text: string
  /** What is wrong with it by itself, a mention of nothing say. */
  problems?: readonly Problem[]
}

export interface Axes {
  prompts: readonly VariedPrompt[]
  /** One stands for the recipe's own shape, fitted to each model; of several each must be the model's. */
  ratios: readonly Ratio[]
  models: readonly string[]
}

export interface VariationCell {
  /** Places on the axes. */
  prompt: number
  ratio: Ratio
  model: string
  recipe: Recipe
  /** None: it can be made. */
  problems: readonly Problem[]
  /** Of one take. */
  quote: Quote
}

/** `facts` about the references' files, in their order; what is unknown is not checked. Prompts outermost, then shapes, then models. */
export function expandVariations(
  base: Recipe,
  axes: Axes,
  facts: readonly (MediaFacts | undefined)[] = [],
): VariationCell[] {
  const ratios = axes.ratios.length > 1 ? axes.ratios : [undefined]
  const cells = axes.prompts.flatMap((prompt, index) =>
    ratios.flatMap((ratio) =>
      axes.models.map((model) => cellOf(base, { prompt, index, ratio, model }, facts)),
    ),
  )
  return cells.map((cell, index) =>
    cells.slice(0, index).some((earlier) => isSame(earlier, cell)) ? withProblem(cell, TWICE) : cell,
  )
}

/** What a press makes. */
export function madeCells(cells: readonly VariationCell[]): VariationCell[] {
  return cells.filter(({ problems }) => problems.length === 0)
}

export interface TotalQuote extends Quote {
  /** Generations that have no published price: `money` is of the others. */
  unpriced: number
}

/** Of all cells that can be made, `takes` times each. Money in a currency only where all that have a price have one in it. */
export function totalQuote(cells: readonly VariationCell[], takes: number): TotalQuote {
  const quotes = madeCells(cells).map((cell) => cell.quote)
  const priced = quotes.flatMap(({ money }) => (money === undefined ? [] : [money]))
  const sum = (figures: readonly number[]) => figures.reduce((total, one) => total + one, 0) * takes
  const money = (['CNY', 'USD'] as const).flatMap((currency) => {
    const amounts = priced.flatMap((prices) => prices.find((one) => one.currency === currency) ?? [])
    if (amounts.length === 0 || amounts.length < priced.length) return []
    return [{ currency, min: sum(amounts.map(({ min }) => min)), max: sum(amounts.map(({ max }) => max)) }]
  })
  return {
    tokens: {
      min: sum(quotes.map(({ tokens }) => tokens.min)),
      max: sum(quotes.map(({ tokens }) => tokens.max)),
    },
    known: quotes.every(({ known }) => known),
    unpriced: (quotes.length - priced.length) * takes,
    ...(money.length > 0 ? { money } : {}),
  }
}

interface Place {
  prompt: VariedPrompt
  index: number
  ratio: Ratio | undefined
  model: string
}

function cellOf(
  base: Recipe,
  { prompt, index, ratio, model: modelId }: Place,
  facts: readonly (MediaFacts | undefined)[],
): VariationCell {
  const { model } = modelOrLoosest(modelId)
  const mode = base.mode ?? inferMode(model, base.references)
  const wished = ratio === undefined ? base.settings : { ...base.settings, ratio }
  const settings = spelledSettings(modelId, mode, wished)
  const request = requestOf({ ...base, model: modelId, settings }, mode, prompt.text)
  const lacks = ratio !== undefined && !ratiosFor(model, mode).includes(ratio)
  return {
    prompt: index,
    ratio: ratio ?? settings.ratio ?? 'adaptive',
    model: modelId,
    recipe: { ...base, model: modelId, prompt: [...prompt.parts], settings },
    problems: [
      ...(lacks ? [noSuchShape(model.label, ratio)] : []),
      ...(prompt.problems ?? []),
      ...checkLimits(request, facts),
    ],
    quote: quote(request, { inputVideoSeconds: inputSeconds(facts) }),
  }
}

/** A file of ours has no address before it is sent; no check looks behind this one. */
const ADDRESS_TO_COME = 'https://media.invalid/'

function requestOf(
  { model, mode: chosen, references, settings }: Recipe,
  mode: CanonicalRequest['mode'],
  prompt: string,
): CanonicalRequest {
  return {
    ...settings,
    model,
    mode,
    modeIsExplicit: chosen !== undefined,
    prompt: prompt.trim(),
    references: references.map(({ kind, role, name, url }) => ({
      kind,
      role,
      name,
      url: url ?? ADDRESS_TO_COME,
    })),
  }
}

function inputSeconds(facts: readonly (MediaFacts | undefined)[]): number {
  return facts.reduce((sum, fact) => sum + (fact?.kind === 'video' ? (fact.duration ?? 0) : 0), 0)
}

/** The same request twice would be paid twice; more of one thing is what takes are for. */
const TWICE: Sentence = { en: 'The same as another variation', zh: '与另一个变体相同' }

function isSame(one: VariationCell, other: VariationCell): boolean {
  return (
    one.model === other.model &&
    JSON.stringify(one.recipe.prompt) === JSON.stringify(other.recipe.prompt) &&
    JSON.stringify(one.recipe.settings) === JSON.stringify(other.recipe.settings)
  )
}

function withProblem(cell: VariationCell, message: Sentence): VariationCell {
  return { ...cell, problems: [{ field: 'variations', code: 'conflict', message }, ...cell.problems] }
}

function noSuchShape(model: string, ratio: Ratio): Problem {
  const message =
    ratio === 'adaptive'
      ? { en: `${model} has no automatic shape here`, zh: `${model} 在这里没有自动画面比例` }
      : { en: `${model} has no ${ratio}`, zh: `${model} 没有 ${ratio}` }
  return { field: 'ratio', code: 'not_supported_by_model', message }
}
