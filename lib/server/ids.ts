import 'server-only'
import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * `gen_01m8…`: a word that says what it is, 10 characters of time (so ids sort by birth), 16 of randomness (80 bits).
 * Crockford base 32, lower case, so that ids are safe in paths, addresses and blob keys.
 */
export function newId(
  prefix: string,
  now: number,
  random: (size: number) => Uint8Array = randomBytes,
): string {
  let time = ''
  for (let rest = now, i = 0; i < 10; i += 1, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32] + time
  const noise = Array.from(random(16), (byte) => ALPHABET[byte % 32]).join('')
  return `${prefix}_${time}${noise}`
}
