import 'server-only'
import { randomBytes } from 'node:crypto'
import { env } from '#lib/server/env.ts'
import { languageOfRequest } from './request-language.ts'
import { foreignHost, isAllowedHost } from './host-and-origin.ts'

type Gate = { refusal: Response } | { requestHeaders: Headers; policy: string }

/** A foreign Host is refused; a page gets a policy with a nonce, which Next reads from the request and puts on its scripts. */
export function pageGate(headers: Headers): Gate {
  if (!isAllowedHost(headers.get('host'), env().allowedHosts)) {
    const { said, status } = foreignHost()
    const message = said[languageOfRequest({ headers })]
    return {
      refusal: new Response(`${message}\n`, {
        status,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      }),
    }
  }
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const requestHeaders = new Headers(headers)
  requestHeaders.set('content-security-policy', policy)
  requestHeaders.set('x-nonce', nonce)
  return { requestHeaders, policy }
}

/** Styles are inline in React's style attributes and in the libraries' portals; scripts are never. */
function contentSecurityPolicy(nonce: string): string {
  // React's development build explains errors by eval.
  const evaluation = env().isDevelopment ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
