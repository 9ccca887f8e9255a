import 'server-only'
import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * A random secret (256 bits, base64url) that lives in a file of its own, readable by its owner alone. Made on first use.
 * The file appears whole or not at all, so two processes that start at once agree on one secret.
 */
export async function readOrCreateSecret(path: string): Promise<string> {
  const existing = await readSecret(path)
  if (existing !== undefined) return existing
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const scratch = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(scratch, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  try {
    await link(scratch, path)
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error
  } finally {
    await unlink(scratch)
  }
  return (await readSecret(path)) ?? readOrCreateSecret(path)
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    const secret = (await readFile(path, 'utf8')).trim()
    if (secret.length < 16) throw new Error(`${path} holds no secret: remove the file to have a new one made`)
    await chmod(path, 0o600)
    return secret
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw error
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
