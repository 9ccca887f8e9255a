import 'server-only'
import { IncomingMessage, Server, ServerResponse } from 'node:http'
import { AppError } from '#lib/api/app-error.ts'
import { PEER_HEADER } from '#lib/server/shares/guest-address.ts'
import { errorAnswer } from './error-answer.ts'
import { requestLanguage } from './request-language.ts'
import { foreignHost, isAllowedHost } from './host-and-origin.ts'

/**
 * What Next answers by itself, before any route, page or proxy of ours is asked: a path that can't be decoded is its
 * 500, a method that a route does not have its 405 without a word, and to both, to OPTIONS, to static files and to
 * redirects it asks for no Host. Called once per process, before the first request; every server of the process is meant.
 */
export function guardRequests(allowedHosts: ReadonlySet<string>, prototype: Server = Server.prototype): void {
  explainWrongMethods(ServerResponse.prototype)
  const { emit } = prototype
  prototype.emit = function (this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    const [request, response] = rest
    if (
      event === 'request' &&
      request instanceof IncomingMessage &&
      response instanceof ServerResponse &&
      isAnswered(request, response, allowedHosts)
    )
      return true
    return Reflect.apply(emit, this, [event, ...rest])
  }
}

function isAnswered(
  request: IncomingMessage,
  response: ServerResponse,
  allowedHosts: ReadonlySet<string>,
): boolean {
  // Whatever the client has written there.
  request.headers[PEER_HEADER] = request.socket?.remoteAddress ?? ''
  const error = refusalOf(request, allowedHosts)
  if (!error) return false
  void send(response, error)
  return true
}

/** Next fails at TRACE with a 500. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

function refusalOf(
  { url = '', method = '', headers }: IncomingMessage,
  allowedHosts: ReadonlySet<string>,
): AppError | undefined {
  if (!isAllowedHost(headers.host ?? null, allowedHosts)) return foreignHost()
  if (!METHODS.has(method)) return wrongMethod(method)
  if (isReadablePath(url)) return undefined
  return new AppError('invalid_request', { en: 'This address cannot be read.', zh: '无法读取这个地址。' })
}

/** A path from the root in which every percent sign stands before a byte of UTF-8. */
function isReadablePath(target: string): boolean {
  const [path = ''] = target.split('?')
  if (!path.startsWith('/')) return false
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** Next ends its 405 without a body; here it gets one. */
function explainWrongMethods(prototype: ServerResponse): void {
  const { end } = prototype
  prototype.end = function (this: ServerResponse, ...rest: unknown[]): ServerResponse {
    const isBare = this.statusCode === 405 && !this.headersSent && !this.hasHeader('content-type')
    if (!isBare) return Reflect.apply(end, this, rest)
    void send(this, wrongMethod(this.req.method))
    return this
  }
}

function wrongMethod(method = ''): AppError {
  return new AppError('method_not_allowed', {
    en: `${method} is not possible at this address.`,
    zh: `这个地址不支持 ${method}。`,
  })
}

async function send(response: ServerResponse, error: AppError): Promise<void> {
  const language = requestLanguage(response.req.headers)
  const answer = errorAnswer(error, () => undefined, { method: '', path: '', language })
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  response.setHeader('x-content-type-options', 'nosniff')
  response.end(await answer.text())
}
