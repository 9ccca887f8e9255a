import 'server-only'
import { createHmac } from 'node:crypto'
import { deriveKey, isSameSecret } from '#lib/server/derived-keys.ts'

/** Keys derived from the session secret, one for each purpose, so that nothing made for one fits another. */
export interface ShareSecrets {
  /** HMAC-SHA256 over these parts, base64url. */
  sign(...parts: readonly string[]): string
  isSigned(signature: string, ...parts: readonly string[]): boolean
  /** 256 bits, for the names of clips within links. */
  clipKey: Buffer
  /** The same address on one day and link; nothing that leads back to it. */
  visitorOf(shareId: string, day: number, address: string): string
}

export function createShareSecrets(sessionSecret: string): ShareSecrets {
  const derive = (purpose: string) => deriveKey(sessionSecret, `share ${purpose}`)
  const cookieKey = derive('cookie')
  const visitorKey = derive('visitor')
  // The length before each part: 'a','bc' is not 'ab','c'.
  const whole = (parts: readonly string[]) => parts.map((part) => `${part.length}:${part}`).join('')
  const sign = (...parts: readonly string[]) =>
    createHmac('sha256', cookieKey).update(whole(parts)).digest('base64url')
  return {
    sign,
    isSigned: (signature, ...parts) => isSameSecret(signature, sign(...parts)),
    clipKey: derive('clip'),
    visitorOf: (shareId, day, address) =>
      createHmac('sha256', visitorKey)
        .update(whole([shareId, String(day), address]))
        .digest('hex')
        .slice(0, 16),
  }
}
