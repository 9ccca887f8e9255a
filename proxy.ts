import { type NextRequest, NextResponse } from 'next/server'
import { pageGate } from '#lib/server/http/page-gate.ts'

/**
 * For pages only. Route handlers have a door of their own, and a proxy in front of uploads would cut them at 10 MB and
 * still answer 200, so every address that takes a body is left out.
 */
export const config = { matcher: ['/((?!api/|v1/|mcp$|sandbox/|enter$|_next/).*)'] }

export function proxy(request: NextRequest): Response {
  const gate = pageGate(request.headers)
  if ('refusal' in gate) return gate.refusal
  const response = NextResponse.next({ request: { headers: gate.requestHeaders } })
  response.headers.set('content-security-policy', gate.policy)
  return response
}
