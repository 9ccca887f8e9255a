import 'server-only'
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

/**
 * The name of a clip within one link: its generation's id, encrypted for that link. Guests learn no id of the studio, a name of one link says
 * nothing in another, and nothing has to be kept. The nonce follows from what is encrypted, so the same clip keeps its name.
 */
const NONCE = 12
const TAG = 16

export function clipKeyOf(key: Buffer, shareId: string, generationId: string): string {
  const nonce = nonceOf(key, shareId, generationId)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(shareId))
  const body = Buffer.concat([cipher.update(generationId, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** The generation's id; undefined for what no link of this id was ever given. */
export function generationOfKey(key: Buffer, shareId: string, clipKey: string): string | undefined {
  const bytes = Buffer.from(clipKey, 'base64url')
  if (bytes.length <= NONCE + TAG) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(shareId)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function nonceOf(key: Buffer, shareId: string, generationId: string): Buffer {
  return createHmac('sha256', key).update(`nonce\n${shareId}\n${generationId}`).digest().subarray(0, NONCE)
}
