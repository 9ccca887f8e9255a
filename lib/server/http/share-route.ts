import 'server-only'
import * as z from 'zod/mini'
import { isAllowedToGuest, type GuestAction } from '#lib/access/permissions.ts'
import type { GuestPrincipal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import type { ShareRow } from '#lib/server/database/tables.ts'
import { services, type Services } from '#lib/server/services.ts'
import { openLink } from '#lib/server/shares/open-link.ts'
import { keepLength } from './body-length.ts'
import { errorAnswer } from './error-answer.ts'
import { parseInput, type Schema } from './parse-input.ts'
import { readJsonBody } from './read-body.ts'
import { languageOfRequest } from './request-language.ts'
import { checkHostAndOrigin } from './route.ts'

/**
 * The door of everything under /api/s/[token]: Host, Origin, the link, its password, may it, parse, one call. All of it is asked anew for every
 * answer and every range of bytes, and no answer is stored anywhere. A member's cookie is not looked at.
 */
interface ShareRouteSpec<Params, Query, Body> {
  /** `locked`: also before the password was given. */
  permission: GuestAction | 'locked'
  /** Of the path, the token among them. */
  params: Schema<Params>
  query?: Schema<Query>
  body?: Schema<Body>
  run(call: ShareCall<Params, Query, Body>): unknown
}

interface ShareCall<Params, Query, Body> {
  services: Services
  share: ShareRow
  guest: GuestPrincipal
  params: Params
  query: Query
  body: Body
  request: Request
}

interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>
}

const NOTHING = z.strictObject({})
/** A comment with the largest drawing and the longest text. */
const MAX_BODY_BYTES = 128 * 1024

export function shareRoute<Params, Query = undefined, Body = undefined>(
  spec: ShareRouteSpec<Params, Query, Body>,
) {
  return async (request: Request, context: RouteContext): Promise<Response> =>
    answerGuest(await services(), spec, request, context)
}

/** The same without Next. */
export async function answerGuest<Params, Query, Body>(
  opened: Services,
  spec: ShareRouteSpec<Params, Query, Body>,
  request: Request,
  context: RouteContext,
): Promise<Response> {
  try {
    checkHostAndOrigin(opened, request)
    const given = await context.params
    const { share, guest, isUnlocked } = await openLink(opened, String(given['token']), request.headers)
    if (spec.permission !== 'locked') {
      if (!isUnlocked) throw passwordNeeded()
      if (!isAllowedToGuest(guest, spec.permission)) throw notAllowed()
    }
    const params = parseInput(spec.params, given, 'address')
    const asked = Object.fromEntries(new URL(request.url).searchParams)
    const query = parseInput<unknown>(spec.query ?? NOTHING, asked, 'query')
    const json = (await readJsonBody(request, MAX_BODY_BYTES)) ?? {}
    const body = parseInput<unknown>(spec.body ?? NOTHING, json, 'body')
    const call = { services: opened, share, guest, params, query, body, request }
    // `query` and `body` are what their schemas give, or nothing where there are none.
    return neverStored(toResponse(await spec.run(call as ShareCall<Params, Query, Body>)))
  } catch (error) {
    // The address holds the secret: the log gets none of it.
    const place = { method: request.method, path: '/api/s/…', language: languageOfRequest(request) }
    return neverStored(errorAnswer(error, opened.log, place))
  }
}

function toResponse(answer: unknown): Response {
  if (answer instanceof Response) return keepLength(answer)
  return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer)
}

function neverStored(answer: Response): Response {
  answer.headers.set('cache-control', 'no-store')
  answer.headers.set('referrer-policy', 'no-referrer')
  answer.headers.set('x-robots-tag', 'noindex, nofollow')
  return answer
}

function passwordNeeded(): AppError {
  return new AppError('password_needed', {
    en: 'This link asks for a password. Load its page again and type it.',
    zh: '这个链接需要密码。请重新加载页面并输入密码。',
  })
}

function notAllowed(): AppError {
  return new AppError('forbidden', {
    en: 'This link does not allow that. Ask whoever sent it.',
    zh: '这个链接不允许此操作。请联系发送者。',
  })
}
