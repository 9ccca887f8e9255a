import 'server-only'
import { createHash, hkdfSync, timingSafeEqual } from 'node:crypto'

/**
 * A key of 256 bits for one purpose, derived from the session secret (HKDF-SHA256, RFC 5869): nothing made for one purpose fits another, and
 * none is stored, so who has the database alone can sign nothing.
 */
export function deriveKey(sessionSecret: string, purpose: string, salt = ''): Buffer {
  return Buffer.from(hkdfSync('sha256', sessionSecret, salt, `seedreel ${purpose}`, 32))
}

/** In a time that depends neither on where the two differ nor on their lengths. */
export function isSameSecret(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(right))
}
