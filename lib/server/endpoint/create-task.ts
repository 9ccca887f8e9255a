import 'server-only'
import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { TokenPrincipal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { Generation } from '#lib/generation/generation.ts'
import { checkLimits } from '#lib/seedance/limits.ts'
import { parseRequest } from '#lib/seedance/parse-request.ts'
import type { Notice } from '#lib/seedance/problem.ts'
import type { CanonicalRequest } from '#lib/seedance/request.ts'
import { createGenerations } from '#lib/server/generations/create-generation.ts'
import type { CreateServices, PressCallback } from '#lib/server/generations/write-press.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { newId } from '#lib/server/ids.ts'
import { type PostRules, refusedAddress } from '#lib/server/webhooks/post-webhook.ts'
import { readWireBody } from '#lib/server/wire/read-wire-body.ts'
import { refusalOf, WireError, type WireFormat } from '#lib/server/wire/wire-error.ts'
import { paramOf } from '#lib/server/wire/wire-path.ts'
import { type RecipeServices, recipeOf } from './wire-recipe.ts'

export interface EndpointServices extends CreateServices, RecipeServices {
  /** Where callbacks may go beyond the open internet. */
  postRules: PostRules
}

/**
 * A generation from a request in any spelling of the seed's API. With the same `Idempotency-Key` of the same token the same request makes
 * nothing new. `notices` says what was taken differently from how it was written. Throws WireError with the caller's own name of the
 * parameter, and AppError as createGenerations does.
 */
export async function createTask(
  services: EndpointServices,
  principal: TokenPrincipal,
  request: Request,
  format: WireFormat,
): Promise<{ generation: Generation; notices: readonly Notice[] }> {
  const key = keyOf(services, principal, request.headers.get('idempotency-key'))
  const body = await readWireBody(request)
  const parsed = parseRequest(parseInput(z.record(z.string(), z.unknown()), body.fields, 'body'))
  if (!parsed.ok) throw refusalOf(parsed.problems)
  const refuse = (problems: Parameters<typeof refusalOf>[0]) => {
    const [first] = problems
    return refusalOf(problems, first && paramOf(first, parsed.request.references, body.fields))
  }
  // Before any file is kept.
  const problems = checkLimits(parsed.request)
  if (problems.length > 0) throw refuse(problems)
  const callback = await callbackOf(services, principal, parsed.request, format)
  try {
    const recipe = await recipeOf(services, principal, parsed.request, body)
    const press = {
      idempotencyKey: key,
      takes: 1,
      recipe,
      ...(principal.projectId !== undefined && { projectId: principal.projectId }),
    }
    const { generations } = await createGenerations(services, principal, press, callback)
    const [generation] = generations
    if (generation === undefined) throw new Error('The generation that was just written cannot be read.')
    return { generation, notices: [...parsed.notices, ...ownNotices(parsed.request)] }
  } catch (error) {
    throw error instanceof AppError && error.problems.length > 0 ? refuse(error.problems) : error
  }
}

/** As a press's own key: of one token, whatever the caller's looks like. */
function keyOf({ clock }: EndpointServices, { tokenId }: TokenPrincipal, given: string | null): string {
  if (given === null) return newId('key', clock())
  if (given.length >= 1 && given.length <= 255)
    return `key_${createHash('sha256').update(`${tokenId}\n${given}`).digest('hex')}`
  throw new WireError('InvalidParameter', {
    message: 'Idempotency-Key must have 1 to 255 characters.',
    param: 'Idempotency-Key',
  })
}

const LONGEST_CALLBACK = 2000

async function callbackOf(
  { postRules }: EndpointServices,
  { tokenId }: TokenPrincipal,
  { callbackUrl: url }: CanonicalRequest,
  format: WireFormat,
): Promise<PressCallback | undefined> {
  if (url === undefined) return undefined
  const refused =
    url.length > LONGEST_CALLBACK
      ? `must have at most ${LONGEST_CALLBACK} characters`
      : (await refusedAddress(postRules, url))?.en
  if (refused === undefined) return { tokenId, url, format }
  throw new WireError('InvalidParameter', { message: `callback_url ${refused}.`, param: 'callback_url' })
}

function ownNotices({ safetyIdentifier }: CanonicalRequest): Notice[] {
  if (safetyIdentifier === undefined) return []
  return [
    {
      field: 'safetyIdentifier',
      message: {
        en: 'safety_identifier is the studio’s own towards the provider; this one was left out',
        zh: 'safety_identifier 由工作室自己填写给服务商；此值已略去',
      },
    },
  ]
}
