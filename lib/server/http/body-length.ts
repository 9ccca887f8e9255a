import 'server-only'
import { ServerResponse } from 'node:http'

/**
 * Next 16.4 takes Content-Length off every Response of a route handler (send-response.js, FORBIDDEN_HEADERS) and sends
 * chunks instead: no progress while a clip is downloaded, no size for HEAD. So a route says its length under another
 * name, and this puts the right name back at the last moment, where nothing encodes the body any more.
 */
const LENGTH_TO_COME = 'x-body-length'

/** Marks a Response whose Content-Length is known and true. */
export function keepLength(response: Response): Response {
  const length = response.headers.get('content-length')
  if (length !== null) response.headers.set(LENGTH_TO_COME, length)
  return response
}

/** Once per process, before the first answer. */
export function restoreLengths(prototype: ServerResponse = ServerResponse.prototype): void {
  const { writeHead } = prototype
  prototype.writeHead = function (this: ServerResponse, ...headers: unknown[]) {
    const length = this.getHeader(LENGTH_TO_COME)
    if (length !== undefined && !this.headersSent) {
      this.removeHeader(LENGTH_TO_COME)
      if (!this.hasHeader('content-encoding')) this.setHeader('content-length', length)
    }
    return Reflect.apply(writeHead, this, headers)
  }
}
