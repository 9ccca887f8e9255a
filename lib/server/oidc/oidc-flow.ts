import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { deriveKey, isSameSecret } from '#lib/server/derived-keys.ts'

/**
 * What a browser carries from the press to the provider's answer, signed and for ten minutes: that the answer belongs to a sign-in which began
 * in this very browser, and what proves it to the provider.
 */
export interface OidcFlow {
  state: string
  nonce: string
  /** Of PKCE. */
  verifier: string
  /** The secret of the invitation that it began at; '' for none. */
  invite: string
  /** Epoch ms. */
  until: number
}

const COOKIE = 'seedreel.oidc'
const PATH = '/api/session/oidc'
const LIFE_S = 600

const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  invite: z.string(),
  until: z.number(),
})

export function createOidcFlows(sessionSecret: string, { isSecure }: { isSecure: boolean }) {
  const key = deriveKey(sessionSecret, 'oidc flow')
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const line = (value: string, maxAge: number) =>
    `${COOKIE}=${value}; Path=${PATH}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return {
    begin(invite: string, now: number): { flow: OidcFlow; cookie: string } {
      const random = () => randomBytes(32).toString('base64url')
      const flow = {
        state: random(),
        nonce: random(),
        verifier: random(),
        invite,
        until: now + LIFE_S * 1000,
      }
      const text = Buffer.from(JSON.stringify(flow)).toString('base64url')
      return { flow, cookie: line(`${text}.${sign(text)}`, LIFE_S) }
    },
    /** Undefined where it did not begin here, is over, or is another's. */
    find(headers: Headers, state: string, now: number): OidcFlow | undefined {
      const lines = (headers.get('cookie') ?? '').split(';').map((one) => one.trim())
      const value = lines.find((one) => one.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? ''
      const [text = '', signature = ''] = value.split('.')
      if (!isSameSecret(signature, sign(text))) return undefined
      const read = z.safeParse(flowSchema, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
      return read.success && read.data.state === state && read.data.until > now ? read.data : undefined
    },
    forget: line('', 0),
  }
}
export type OidcFlows = ReturnType<typeof createOidcFlows>
