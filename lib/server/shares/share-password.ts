import 'server-only'
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** 32 MB and some 60 ms of one core for each try (OWASP: N = 2^15, r = 8, p = 3 or more memory; the tries are counted beside it). */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const LENGTH = 32

/** `scrypt$<salt>$<hash>`, hex. */
export async function hashSharePassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex')
  return `scrypt$${salt}$${(await derive(password, salt)).toString('hex')}`
}

export async function isSharePassword(password: string, stored: string): Promise<boolean> {
  const [, salt = '', hash = ''] = stored.split('$')
  const right = Buffer.from(hash, 'hex')
  return right.length === LENGTH && timingSafeEqual(right, await derive(password, salt))
}

/** What looks the same on two keyboards is the same. */
function derive(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, COST, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
