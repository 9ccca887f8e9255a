import 'server-only'
import * as z from 'zod/mini'
import type { TokenPrincipal } from '#lib/access/principal.ts'
import { parseRequest } from '#lib/seedance/parse-request.ts'
import { quote } from '#lib/seedance/price.ts'
import type { Notice, Problem } from '#lib/seedance/problem.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import { checkRecipe, type RequestContext } from '#lib/server/generations/recipe-request.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { recipeWith, type RecipeServices, sourceKept } from './wire-recipe.ts'

/** A range where the model chooses the length or the shape. */
export interface TaskQuote {
  ok: boolean
  problems: { field: string; message: string }[]
  notices: { field: string; message: string }[]
  tokens?: { min: number; max: number }
  money?: { currency: 'CNY' | 'USD'; min: number; max: number }[]
  is_charged: boolean
}

/** What a create would cost and be refused for. Nothing is written, kept or sent: what comes inside the request is looked at by its form alone. */
export async function quoteTask(
  services: RequestContext & RecipeServices,
  principal: TokenPrincipal,
  fields: Record<string, unknown>,
): Promise<TaskQuote> {
  const is_charged = services.provider.name !== 'sandbox'
  const parsed = parseRequest(parseInput(z.record(z.string(), z.unknown()), fields, 'body'))
  if (!parsed.ok) return { ok: false, problems: parsed.problems.map(say), notices: [], is_charged }
  const { request } = parsed
  const sources = await Promise.all(
    request.references.map(async ({ url }) => (await sourceKept(services, principal, url)) ?? { url }),
  )
  const checked = await checkRecipe(services, principal, recipeWith(request, sources))
  const problems = checked.problems.filter(({ field }) => !isOfFile(field, request))
  const { tokens, money, known } = quote(checked.priced ?? checked.request, {
    inputVideoSeconds: checked.inputVideoSeconds,
  })
  return {
    ok: problems.length === 0,
    problems: problems.map(say),
    notices: parsed.notices.map(say),
    ...(known && { tokens }),
    ...(known && money && { money }),
    is_charged,
  }
}

/** The create keeps it as a file first, and then it has no address to be wrong. */
function isOfFile(field: string, { references }: CanonicalRequest): boolean {
  const [, index] = /^references\.(\d+)\.url$/.exec(field) ?? []
  return index !== undefined && (references[Number(index)]?.url.startsWith('data:') ?? false)
}

function say({ field, message }: Pick<Problem | Notice, 'field' | 'message'>) {
  return { field, message: message.en }
}
