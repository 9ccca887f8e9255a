import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface FileSigner {
  /** `/sandbox/files/<task>/<file>?expires=…&signature=…`; `expiresAt` is epoch ms, rounded up to a second. */
  sign(taskId: string, file: string, expiresAt: number): string
  /** Says nothing about why not: a forged and an expired address look alike. */
  isValid(taskId: string, file: string, query: URLSearchParams, now: number): boolean
}

/** Addresses that carry their own right to read, as the real services hand out. The secret never leaves `directory`. */
export function openFileSigner(directory: string): FileSigner {
  const secret = readSecret(directory)
  const signature = (taskId: string, file: string, expires: string) =>
    createHmac('sha256', secret).update(`${taskId}\n${file}\n${expires}`).digest('hex')
  return {
    sign(taskId, file, expiresAt) {
      const expires = String(Math.ceil(expiresAt / 1000))
      return `/sandbox/files/${taskId}/${file}?expires=${expires}&signature=${signature(taskId, file, expires)}`
    },
    isValid(taskId, file, query, now) {
      const expires = query.get('expires') ?? ''
      if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1000 <= now) return false
      return isEqualSecret(query.get('signature') ?? '', signature(taskId, file, expires))
    },
  }
}

/** Compares in a time that does not depend on where the two differ. */
export function isEqualSecret(given: string, right: string): boolean {
  return timingSafeEqual(digest(given), digest(right))
}

function digest(text: string): Buffer {
  return createHmac('sha256', 'compare').update(text).digest()
}

function readSecret(directory: string): Buffer {
  const path = join(directory, 'secret')
  mkdirSync(directory, { recursive: true })
  try {
    writeFileSync(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const secret = readFileSync(path, 'utf8').trim()
  // A process killed while it wrote the file leaves a short one; an empty key would let anybody sign.
  if (secret.length !== 64) throw new Error(`${path} is damaged. Delete it and start again.`)
  return Buffer.from(secret, 'hex')
}
