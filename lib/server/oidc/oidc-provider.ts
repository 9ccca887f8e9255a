import 'server-only'
import { createHash } from 'node:crypto'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import * as z from 'zod/mini'
import type { Env } from '#lib/server/env.ts'
import { parseDownloadAddress, resolveTarget, type Resolve } from '#lib/server/media/download-target.ts'
import { sendRequest, type Sent } from '#lib/server/media/send-request.ts'

/**
 * OpenID Connect Core 1.0: the authorization code flow with PKCE (RFC 7636), towards the one provider of OIDC_ISSUER. What the operator has named is
 * asked wherever it is, a private network too, at its own origin. What its discovery document names elsewhere goes through the same checks as
 * every address of somebody else's: https, and no private network. Nothing follows a redirect.
 */
export interface OidcProvider {
  /** Where the browser is sent. Throws OidcError. */
  authorizationAddress(asked: { state: string; nonce: string; verifier: string }): Promise<string>
  /** Who it is, proven by a signature of the provider for this very sign-in. Throws OidcError. */
  redeem(answer: { code: string; nonce: string; verifier: string }): Promise<OidcIdentity>
  /** RFC 9207, where the provider says it. */
  isIssuer(issuer: string | undefined): boolean
}

export interface OidcIdentity {
  /** The issuer and the provider's own name for them, which never changes. */
  subject: string
  /** Lower case; undefined where the provider says none. */
  email: string | undefined
  /** The provider has seen that the mailbox is theirs. */
  isVerified: boolean
  name: string | undefined
}

/** The provider is away, or said what can't be believed. The message holds no secret and no code. */
export class OidcError extends Error {
  override readonly name = 'OidcError'
}

const TIMEOUT_MS = 10_000
const MOST_BYTES = 512 * 1024
/** ms. Keys are looked for anew when one is not among those that are known. */
const FRESH_MS = 10 * 60_000
/** By a key pair alone: a signature by the client's own secret proves less. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
/** Seconds that the two clocks may differ. */
const CLOCK_TOLERANCE_S = 60

const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  token_endpoint_auth_methods_supported: z.optional(z.array(z.string())),
})
const tokensSchema = z.object({ id_token: z.string() })
const keysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })
const claimsSchema = z.object({
  sub: z.string().check(z.minLength(1), z.maxLength(255)),
  nonce: z.string(),
  email: z.optional(z.string()),
  // Some say it as a word.
  email_verified: z.optional(z.union([z.boolean(), z.enum(['true', 'false'])])),
  name: z.optional(z.string()),
})

export function createOidcProvider(
  { issuer, clientId, clientSecret }: NonNullable<Env['oidc']>,
  { redirect, clock, resolve }: { redirect: string; clock: () => number; resolve?: Resolve },
): OidcProvider {
  const rules = { trustedOrigins: new Set([new URL(issuer).origin]), resolve }
  let known: { document: z.output<typeof discoverySchema>; at: number } | undefined

  const discover = async () => {
    if (known && clock() - known.at < FRESH_MS) return known.document
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const document = read(discoverySchema, await askJson(rules, address))
    // OpenID Connect Discovery 1.0 §4.3. The slash at its end is a matter of taste.
    if (document.issuer.replace(/\/$/, '') !== issuer.replace(/\/$/, ''))
      throw new OidcError('the provider calls itself otherwise than OIDC_ISSUER does')
    known = { document, at: clock() }
    return document
  }
  return {
    async authorizationAddress({ state, nonce, verifier }) {
      const { authorization_endpoint: endpoint } = await discover()
      const address = webAddress(endpoint, rules.trustedOrigins)
      const parameters = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirect,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }
      for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value)
      return address.href
    },
    async redeem({ code, nonce, verifier }) {
      const document = await discover()
      const methods = document.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
      const isBasic = methods.includes('client_secret_basic')
      const form = new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirect,
        code_verifier: verifier,
        client_id: clientId,
        ...(!isBasic && { client_secret: clientSecret }),
      })
      // RFC 6749 §2.3.1: both are form-encoded before they are put together.
      const pair = [clientId, clientSecret]
        .map((part) => new URLSearchParams({ part }).toString().slice(5))
        .join(':')
      const { id_token: token } = read(
        tokensSchema,
        await askJson(rules, document.token_endpoint, {
          method: 'POST',
          body: form.toString(),
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            ...(isBasic && { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }),
          },
        }),
      )
      const keys = read(keysSchema, await askJson(rules, document.jwks_uri))
      const claims = await verify(token, keys, { issuer: document.issuer, clientId, now: clock() })
      if (claims.nonce !== nonce) throw new OidcError('the answer belongs to another sign-in')
      return {
        subject: `${issuer}#${claims.sub}`,
        email: claims.email?.trim().toLowerCase(),
        isVerified: claims.email_verified === true || claims.email_verified === 'true',
        name: claims.name,
      }
    },
    isIssuer: (said) => said === undefined || said.replace(/\/$/, '') === issuer.replace(/\/$/, ''),
  }
}

async function verify(
  token: string,
  keys: JSONWebKeySet,
  { issuer, clientId, now }: { issuer: string; clientId: string; now: number },
): Promise<z.output<typeof claimsSchema>> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer,
      audience: clientId,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
    })
    return read(claimsSchema, payload)
  } catch (cause) {
    if (cause instanceof OidcError) throw cause
    // The library's words name claims, never values.
    throw new OidcError(`the identity is not proven: ${cause instanceof Error ? cause.name : 'unknown'}`)
  }
}

type Rules = Parameters<typeof resolveTarget>[1]

async function askJson(rules: Rules, address: string, sent: Partial<Sent> = {}): Promise<unknown> {
  try {
    const target = await resolveTarget(parseDownloadAddress(address), rules)
    const answer = await sendRequest(target, {
      ...sent,
      headers: { accept: 'application/json', ...sent.headers },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await readText(answer.body)
    if (answer.status !== 200) throw new OidcError(`the provider answered ${answer.status}`)
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof OidcError) throw error
    throw new OidcError(`the provider can’t be asked: ${error instanceof Error ? error.name : 'unknown'}`)
  }
}

async function readText(body: ReadableStream<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new OidcError('the provider’s answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function read<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, value)
  if (!parsed.success) throw new OidcError('the provider’s answer can’t be read')
  return parsed.data
}

/** A browser is sent there. */
function webAddress(text: string, trusted: ReadonlySet<string>): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && trusted.has(url.origin))) return url
  throw new OidcError('the provider names no address to sign in at')
}
