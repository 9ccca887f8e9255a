import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** A small real OpenID Connect provider on this machine, for tests: discovery, authorization with PKCE, tokens signed by a key of its own. */
export interface TestOidcServer {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who signs in next, without being asked anything. `error` in place of a person: what the provider says instead. */
  person: TestClaims | { error: string }
  /** What it does wrong on purpose. */
  faults: {
    issuer?: string
    audience?: string
    nonce?: string
    unsigned?: boolean
    key?: 'another'
    expired?: boolean
    discovery?: object
  }
  /** What the browser was sent with. */
  asked: URLSearchParams[]
  close(): Promise<void>
}

export interface TestClaims {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

const CLIENT = { clientId: 'seedreel+studio', clientSecret: 'a-secret:of%20the/client' }

export async function startOidcServer(now: () => number = Date.now): Promise<TestOidcServer> {
  const [right, another] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const codes = new Map<string, { asked: URLSearchParams; claims: TestClaims }>()
  const house: TestOidcServer = {
    issuer: '',
    ...CLIENT,
    person: { sub: 'sub-1' },
    faults: {},
    asked: [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  const tokenFor = async ({ asked, claims }: { asked: URLSearchParams; claims: TestClaims }) => {
    const { faults } = house
    const seconds = Math.floor(now() / 1000) - (faults.expired === true ? 7200 : 0)
    const payload = { ...claims, nonce: faults.nonce ?? asked.get('nonce') }
    const token = new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .setIssuer(faults.issuer ?? house.issuer)
      .setAudience(faults.audience ?? house.clientId)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 300)
    const signed = await token.sign(faults.key === 'another' ? another.privateKey : right.privateKey)
    if (faults.unsigned !== true) return signed
    const head = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    return `${head}.${signed.split('.')[1]}.`
  }
  const authorize = (asked: URLSearchParams, response: ServerResponse) => {
    house.asked.push(asked)
    const back = new URL(asked.get('redirect_uri') ?? '')
    back.searchParams.set('state', asked.get('state') ?? '')
    back.searchParams.set('iss', house.issuer)
    if ('error' in house.person) back.searchParams.set('error', house.person.error)
    else {
      const code = randomBytes(16).toString('hex')
      codes.set(code, { asked, claims: house.person })
      back.searchParams.set('code', code)
    }
    response.writeHead(302, { location: back.href }).end()
  }
  const redeem = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams(await text(request))
    const found = codes.get(form.get('code') ?? '')
    // A code is good for once.
    codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const [id = '', secret = ''] = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64')
      .toString()
      .split(':')
    const isClient = unform(id) === house.clientId && unform(secret) === house.clientSecret
    if (
      !isClient ||
      !found ||
      found.asked.get('code_challenge') !== challenge ||
      found.asked.get('redirect_uri') !== form.get('redirect_uri')
    )
      return json(response, { error: 'invalid_grant' }, 400)
    json(response, { access_token: 'unused', token_type: 'Bearer', id_token: await tokenFor(found) })
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', house.issuer)
    if (url.pathname === '/.well-known/openid-configuration')
      return json(response, {
        issuer: house.issuer,
        authorization_endpoint: `${house.issuer}/authorize`,
        token_endpoint: `${house.issuer}/token`,
        jwks_uri: `${house.issuer}/keys`,
        ...house.faults.discovery,
      })
    if (url.pathname === '/authorize') return authorize(url.searchParams, response)
    if (url.pathname === '/token') return void redeem(request, response)
    if (url.pathname === '/keys')
      return void exportJWK(right.publicKey).then((key) =>
        json(response, { keys: [{ ...key, kid: 'key-1', alg: 'RS256', use: 'sig' }] }),
      )
    json(response, {}, 404)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  house.issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return house
}

function unform(part: string): string {
  return new URLSearchParams(`part=${part}`).get('part') ?? ''
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
