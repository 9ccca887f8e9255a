import 'server-only'
import * as z from 'zod/mini'
import { isAllowed, type Action } from '#lib/access/permissions.ts'
import type { Principal } from '#lib/access/principal.ts'
import { AppError } from '#lib/api/app-error.ts'
import { createLog } from '#lib/server/log.ts'
import { services, type Services } from '#lib/server/services.ts'
import { keepLength } from './body-length.ts'
import { errorAnswer, NO_STORE } from './error-answer.ts'
import { languageOfRequest } from './request-language.ts'
import { foreignHost, isAllowedHost, isOwnOrigin } from './host-and-origin.ts'
import { parseInput, type Schema } from './parse-input.ts'
import { readForm, readJsonBody } from './read-body.ts'

/**
 * The one door of every route handler: Host, Origin, who, may they, parse, one call, answer.
 *
 *   export const POST = route({
 *     permission: 'generation.create',
 *     body: createGenerationsSchema,
 *     run: ({ services, principal, body }) => createGenerations(services, principal, body),
 *   })
 */
export interface RouteSpec<Permission extends Action | 'public', Params, Query, Body> {
  /** `public` routes run without a principal. */
  permission: Permission
  /** Of the path. Without a schema the path's parameters are not handed on. */
  params?: Schema<Params>
  /**
   * Of the query string; a key said twice is refused. Without a schema any query is refused. `raw` leaves it to `run`, for
   * protocols that are not ours.
   */
  query?: Schema<Query> | 'raw'
  /** JSON of at most `maxBodyBytes`. `stream` leaves the body untouched for `run`. Without it any body is refused. */
  body?: Schema<Body> | 'stream'
  /** A form's fields in place of JSON, where the browser itself has to send it: for answers that it saves. */
  form?: Schema<Body>
  /** Bytes; for JSON and forms only. */
  maxBodyBytes?: number
  /** A Response is answered as it is, undefined as 204, anything else as JSON with 200. */
  run(call: RouteCall<Permission, Params, Query, Body>): unknown
}

export interface RouteCall<Permission extends Action | 'public', Params, Query, Body> {
  services: Services
  principal: Permission extends 'public' ? undefined : Principal
  params: Params
  query: Query
  body: Body
  request: Request
}

/** What Next hands to a route handler beside the request. */
interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const NOTHING = z.strictObject({})

export function route<
  const Permission extends Action | 'public',
  Params = undefined,
  Query = undefined,
  Body = undefined,
>(spec: RouteSpec<Permission, Params, Query, Body>) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    let opened: Services
    try {
      opened = await services()
    } catch (error) {
      return errorAnswer(notOpen(error), createLog([]), {
        method: request.method,
        path: new URL(request.url).pathname,
        language: languageOfRequest(request),
      })
    }
    return answerThroughDoor(opened, spec, request, context)
  }
}

function notOpen(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    {
      en: 'The studio could not open its data. Nothing was changed; the server log says what is wrong.',
      zh: '工作室无法打开它的数据。没有任何改动；原因见服务器日志。',
    },
    { cause },
  )
}

/** The same without Next, for tests and for services that are not the process's own. */
export async function answerThroughDoor<Permission extends Action | 'public', Params, Query, Body>(
  services: Services,
  spec: RouteSpec<Permission, Params, Query, Body>,
  request: Request,
  context: RouteContext,
): Promise<Response> {
  try {
    checkHostAndOrigin(services, request)
    const principal = await admit(services, spec.permission, request)
    // The conditional type of `principal` follows from `permission`, which the compiler can't see through `admit`.
    const answer = await spec.run({
      services,
      principal,
      request,
      ...(await parseCall(spec, request, context)),
    } as RouteCall<Permission, Params, Query, Body>)
    return toResponse(answer)
  } catch (error) {
    return errorAnswer(error, services.log, {
      method: request.method,
      path: new URL(request.url).pathname,
      language: languageOfRequest(request),
    })
  }
}

/** Throws AppError 421 for a foreign Host, 403 for a change asked for by a foreign Origin. */
export function checkHostAndOrigin({ env }: Pick<Services, 'env'>, request: Request): void {
  if (!isAllowedHost(request.headers.get('host'), env.allowedHosts)) {
    throw foreignHost()
  }
  if (!SAFE_METHODS.has(request.method) && !isOwnOrigin(request.headers, env.publicUrl)) {
    throw new AppError('foreign_origin', {
      en: "This change was asked for by another site's page, so it was not made.",
      zh: '这个更改由其他网站的页面发起，因此没有执行。',
    })
  }
}

async function admit(
  services: Services,
  permission: Action | 'public',
  request: Request,
): Promise<Principal | undefined> {
  if (permission === 'public') return undefined
  const principal = await services.authenticate(request.headers)
  if (!principal)
    throw new AppError('not_signed_in', {
      en: 'You are not signed in. Open the link that the server printed at start.',
      zh: '尚未登录。请打开服务器启动时给出的链接。',
    })
  if (!isAllowed(principal, permission)) {
    throw new AppError('forbidden', {
      en: `Your role here (${principal.role}) does not allow this. Ask the owner of the studio.`,
      zh: `你在这里的角色（${principal.role}）不允许这样做。请联系工作室的所有者。`,
    })
  }
  return principal
}

async function parseCall<Permission extends Action | 'public', Params, Query, Body>(
  spec: RouteSpec<Permission, Params, Query, Body>,
  request: Request,
  context: RouteContext,
) {
  const params = spec.params && parseInput(spec.params, await context.params, 'address')
  const query =
    spec.query === 'raw' ? undefined : parseInput<unknown>(spec.query ?? NOTHING, readQuery(request), 'query')
  if (spec.body === 'stream') return { params, query, body: undefined }
  if (spec.form) {
    const fields = fieldsOf(await readForm(request, spec.maxBodyBytes))
    return { params, query, body: parseInput(spec.form, fields, 'body') }
  }
  const json = await readJsonBody(request, spec.maxBodyBytes)
  const body = spec.body
    ? parseInput(spec.body, json, 'body')
    : parseInput<unknown>(NOTHING, json ?? {}, 'body')
  return { params, query, body }
}

function readQuery(request: Request): Record<string, string> {
  return fieldsOf(new URL(request.url).searchParams)
}

/** Throws AppError 400 for a key that is said twice. */
function fieldsOf(params: URLSearchParams): Record<string, string> {
  const entries = [...params]
  const twice = entries.find(([key], index) => entries.findIndex(([other]) => other === key) !== index)
  if (twice) {
    const message = { en: `\`${twice[0]}\` is said twice`, zh: `\`${twice[0]}\` 出现了两次` }
    const problem = { field: twice[0], code: 'conflict', message } as const
    throw new AppError('invalid_request', problem.message, { problems: [problem] })
  }
  return Object.fromEntries(entries)
}

function toResponse(answer: unknown): Response {
  if (answer instanceof Response) {
    if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', NO_STORE['cache-control'])
    return keepLength(answer)
  }
  if (answer === undefined) return new Response(null, { status: 204, headers: NO_STORE })
  return Response.json(answer, { headers: NO_STORE })
}
