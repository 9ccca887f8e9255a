import 'server-only'
import { randomBytes } from 'node:crypto'
import { type Action, isAllowed } from '#lib/access/permissions.ts'
import type { TokenPrincipal } from '#lib/access/principal.ts'
import { findMember } from '#lib/server/auth/sessions.ts'
import { services, type Services } from '#lib/server/services.ts'
import { authenticateToken } from '#lib/server/tokens/authenticate-token.ts'
import { toRefusal } from '#lib/server/wire/to-refusal.ts'
import { WireError, type WireFormat } from '#lib/server/wire/wire-error.ts'
import { keepLength } from './body-length.ts'
import { NO_STORE } from './error-answer.ts'
import { checkHostAndOrigin } from './route.ts'

/**
 * The door of the routes that speak a provider's protocol: Host, Origin, the API token, may it, one call, and refusals in the protocol's own
 * words. Cookies open nothing here.
 */
export interface EndpointSpec {
  format: WireFormat
  permission: Action
  run(call: EndpointCall): Promise<Response>
}

export interface EndpointCall {
  services: Services
  principal: TokenPrincipal
  request: Request
  /** Of the path; '' where it has none. */
  id: string
}

interface EndpointContext {
  params: Promise<Record<string, unknown> | undefined>
}

export function endpointRoute(spec: EndpointSpec) {
  return async (request: Request, context: EndpointContext) => {
    const requestId = randomBytes(12).toString('hex')
    const response = await answer(spec, request, context, requestId)
    response.headers.set('x-request-id', requestId)
    if (!response.headers.has('cache-control'))
      response.headers.set('cache-control', NO_STORE['cache-control'])
    return keepLength(response)
  }
}

async function answer(
  { format, permission, run }: EndpointSpec,
  request: Request,
  context: EndpointContext,
  requestId: string,
): Promise<Response> {
  let log: Services['log'] | undefined
  try {
    const opened = await services()
    log = opened.log
    checkHostAndOrigin(opened, request)
    const principal = await admit(opened, permission, request.headers)
    // Next hands none to a route whose address has none.
    const { id } = (await context.params) ?? {}
    return await run({ services: opened, principal, request, id: typeof id === 'string' ? id : '' })
  } catch (error) {
    const refusal = toRefusal(error)
    if (refusal.status >= 500)
      log?.('error', `${request.method} for a program failed`, { cause: String(error) })
    return refusal.toResponse(format, requestId)
  }
}

/** RFC 6750 §3. */
const CHALLENGE = { 'www-authenticate': 'Bearer realm="Seedreel"' }

async function admit(opened: Services, permission: Action, headers: Headers): Promise<TokenPrincipal> {
  const { database, clock } = opened
  const principal = await authenticateToken(
    { database, clock, findMember: (id) => findMember(opened, id) },
    headers,
  )
  if (!principal) {
    const message =
      'The API token is missing, wrong, over or revoked. Make one in the settings of the studio.'
    throw new WireError('AuthenticationError', { message, headers: CHALLENGE })
  }
  if (isAllowed(principal, permission)) return principal
  const message = `This token may not do that: it has the scopes ${principal.scopes.join(', ') || 'none'}, and its maker is ${principal.role}.`
  throw new WireError('AccessDenied', { message })
}
