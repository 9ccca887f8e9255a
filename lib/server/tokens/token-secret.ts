import 'server-only'
import { createHash, randomBytes } from 'node:crypto'

/** So that a secret that got out is found by scanners and told from other services'. */
const PREFIX = 'srl_'
const SECRET = /^srl_[\w-]{43}$/

/** 256 random bits. */
export function newTokenSecret(): string {
  return PREFIX + randomBytes(32).toString('base64url')
}

/** SHA-256, hex. A slow hash guards secrets that people think up; nobody goes through 256 bits. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The secret of `Authorization: Bearer …`; undefined where there is none of ours. */
export function secretIn(headers: Headers): string | undefined {
  const [, given = ''] = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '') ?? []
  return SECRET.test(given) ? given : undefined
}
