import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import { deriveKey, isSameSecret } from '#lib/server/derived-keys.ts'

/** Keys derived from the session secret. */
export interface WebhookSecrets {
  /** Of a standing webhook. A new salt is a new secret. */
  ofWebhook(salt: string): Buffer
  /** Of every `callback_url` that this token's creates name. */
  ofToken(tokenId: string): Buffer
  /** What makes the address unguessable under which the provider says that a generation has news. */
  hintFor(generationId: string): string
  /** The generation; undefined for what we never gave. */
  readHint(hint: string): string | undefined
}

export function createWebhookSecrets(sessionSecret: string): WebhookSecrets {
  const hintKey = deriveKey(sessionSecret, 'provider hint')
  const signatureOf = (id: string) => createHmac('sha256', hintKey).update(id).digest('base64url')
  return {
    ofWebhook: (salt) => deriveKey(sessionSecret, 'webhook', salt),
    ofToken: (tokenId) => deriveKey(sessionSecret, 'callback', tokenId),
    hintFor: (id) => `${id}.${signatureOf(id)}`,
    readHint(hint) {
      const [, id = '', signature = ''] = /^(gen_[a-z0-9]{1,60})\.([\w-]{43})$/.exec(hint) ?? []
      if (id === '') return undefined
      return isSameSecret(signature, signatureOf(id)) ? id : undefined
    },
  }
}

export function newSalt(): string {
  return randomBytes(32).toString('base64url')
}

/** As Standard Webhooks prints it, for whoever checks signatures. */
export function printSecret(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`
}

/** The headers of Standard Webhooks (github.com/standard-webhooks, spec 1.0): HMAC-SHA256 over `id.timestamp.body`. `at` is epoch ms. */
export function signedHeaders(
  secret: Buffer,
  { id, at, body }: { id: string; at: number; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
