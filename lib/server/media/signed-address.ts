import 'server-only'
import { createHmac } from 'node:crypto'
import { isSameSecret } from '#lib/server/derived-keys.ts'

/**
 * Addresses that carry their own right to read one file until a moment: what a provider is given. `token` is
 * `<media id>.<expiry, epoch seconds in base 36>.<HMAC-SHA256 of both, base64url>`.
 */
export function signMediaToken(secret: string, mediaId: string, expiresAt: number): string {
  const claim = `${mediaId}.${Math.ceil(expiresAt / 1000).toString(36)}`
  return `${claim}.${signatureOf(secret, claim)}`
}

/** The media id; undefined for a forged, a mangled and an expired token alike. `now` is epoch ms. */
export function readMediaToken(secret: string, token: string, now: number): string | undefined {
  const match = /^(([a-z0-9_]{1,64})\.([a-z0-9]{1,9}))\.([\w-]{43})$/.exec(token)
  if (!match) return undefined
  const [, claim = '', mediaId, expires = '', signature = ''] = match
  const isGenuine = isSameSecret(signature, signatureOf(secret, claim))
  return isGenuine && parseInt(expires, 36) * 1000 > now ? mediaId : undefined
}

/** The words before the claim keep a signature made for another purpose with the same secret from fitting here. */
function signatureOf(secret: string, claim: string): string {
  return createHmac('sha256', secret).update(`media reference\n${claim}`).digest('base64url')
}
