import { afterEach, expect, test } from 'vitest'
import type { Role } from '#lib/access/principal.ts'
import { createInvite } from '#lib/server/accounts/invites.ts'
import { signInWithPassword } from '#lib/server/accounts/passwords.ts'
import { createPerson, hasPassword, setPassword } from '#lib/server/accounts/user-store.ts'
import { createAttempts } from '#lib/server/auth/attempts.ts'
import { createAuth, migrateAuth } from '#lib/server/auth/auth.ts'
import { authenticate } from '#lib/server/auth/sessions.ts'
import { ensureFirstTeam, FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER } from '#lib/server/testing/generation-world.ts'
import { startOidcServer, type TestClaims, type TestOidcServer } from '#lib/server/testing/oidc-server.ts'
import { createOidcFlows } from './oidc-flow.ts'
import { beginOidc, finishOidc, type OidcServices } from './oidc-sign-in.ts'
import { createOidcProvider } from './oidc-provider.ts'

const STUDIO = 'https://studio.example.com'
const PASSWORD = 'a long enough password'
const MEI: TestClaims = { sub: 'sub-mei', email: 'Mei@Studio.test', email_verified: true, name: 'Mei Lin' }

let servers: TestOidcServer[] = []
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()))
  servers = []
})

describeEachDatabase('sign-in by OpenID Connect', (open) => {
  async function house() {
    const database = await open()
    let now = Date.UTC(2026, 10, 30)
    const clock = () => now
    const secret = 'a-secret-of-the-installation-0123456789'
    const dependencies = {
      database,
      clock,
      log: () => {},
      secret,
      ownerToken: 'owner-token-of-the-test',
      publicUrl: STUDIO,
    }
    await migrateAuth(dependencies)
    await ensureFirstTeam(database, now)
    const auth = createAuth(dependencies)
    const server = await startOidcServer(clock)
    servers.push(server)
    server.person = MEI
    const lines: string[] = []
    const services: OidcServices = {
      auth,
      database,
      clock,
      log: (_level, message, fields) => lines.push(`${message} ${JSON.stringify(fields)}`),
      attempts: {
        passwords: createAttempts(clock, { perKey: 3, overall: 20, windowMs: 60_000 }),
        links: createAttempts(clock, { perKey: 5, overall: 5, windowMs: 60_000 }),
      },
      oidc: {
        provider: createOidcProvider(
          {
            issuer: server.issuer,
            clientId: server.clientId,
            clientSecret: server.clientSecret,
            name: 'Test',
          },
          {
            redirect: `${STUDIO}/api/session/oidc/callback`,
            clock,
            resolve: async () => [{ address: '10.0.0.1', family: 4 }],
          },
        ),
        flows: createOidcFlows(secret, { isSecure: true }),
      },
    }
    const invite = async (role: Role, email?: string) => {
      const wish = { role, projectIds: [], expiresInDays: 7, ...(email !== undefined && { email }) }
      return (await createInvite(services, MEMBER, wish)).path.replace('/invite/', '')
    }
    /** As a browser goes: to the provider, and back with its cookies. */
    const leave = async (secretOfInvite = '') => {
      const step = await beginOidc(services, secretOfInvite)
      if (step.location.startsWith('/')) return { back: step.location, headers: new Headers() }
      const answer = await fetch(step.location, { redirect: 'manual' })
      const headers = new Headers({ cookie: (step.cookies[0] ?? '').split(';')[0] ?? '' })
      return { back: answer.headers.get('location') ?? '', headers, cookie: step.cookies[0] ?? '' }
    }
    const arrive = async ({ back, headers }: { back: string; headers: Headers }) => {
      const { location, cookies } = await finishOidc(services, { url: back, headers })
      const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
      return { location, cookies, who: await authenticate({ auth, database }, new Headers({ cookie })) }
    }
    const signIn = async (secretOfInvite?: string) => {
      const left = await leave(secretOfInvite)
      return left.back.startsWith('/') ? { location: left.back, who: undefined } : arrive(left)
    }
    const advance = (ms: number) => (now += ms)
    return { database, auth, services, server, lines, invite, leave, arrive, signIn, advance }
  }

  test('whoever is invited comes in with role and name, once, and again without an invitation', async () => {
    const { server, invite, leave, arrive, signIn } = await house()
    expect(await signIn()).toMatchObject({ location: '/sign-in?problem=oidc_not_invited', who: undefined })
    await invite('reviewer', 'mei@studio.test')
    const first = await leave()
    expect(first.cookie).toMatch(/; HttpOnly; SameSite=Lax; Secure$/)
    const asked = server.asked.at(-1)
    expect(asked?.get('code_challenge_method')).toBe('S256')
    expect(asked?.get('redirect_uri')).toBe(`${STUDIO}/api/session/oidc/callback`)
    const arrived = await arrive(first)
    expect(arrived).toMatchObject({ location: '/', who: { name: 'Mei Lin', role: 'reviewer' } })
    expect(arrived.cookies[0]).toMatch(/Max-Age=0/)
    // The address that is known to the provider now; who they are here stays.
    server.person = { ...MEI, email: 'mei.lin@studio.test', email_verified: false }
    expect((await signIn()).who).toMatchObject({ userId: arrived.who?.userId })
    server.person = { ...MEI, sub: 'sub-other', email: 'other@studio.test' }
    expect(await signIn()).toMatchObject({ location: '/sign-in?problem=oidc_not_invited' })
  })

  test('the link of an invitation opens for its own address alone, and for one person', async () => {
    const { server, invite, signIn } = await house()
    const bound = await invite('editor', 'bo@studio.test')
    expect(await signIn(bound)).toMatchObject({
      location: '/sign-in?problem=oidc_other_email',
      who: undefined,
    })
    const free = await invite('viewer')
    expect((await signIn(free)).who).toMatchObject({ role: 'viewer' })
    server.person = { sub: 'sub-bo', email: 'eve@studio.test', email_verified: true }
    expect(await signIn(free)).toMatchObject({ location: '/sign-in?problem=oidc_not_invited' })
    server.person = { sub: 'sub-bo', email: 'bo@studio.test', email_verified: true }
    expect((await signIn(bound)).who).toMatchObject({ role: 'editor', name: 'bo' })
  })

  test('an address that the provider has not seen proven opens nothing', async () => {
    const { server, invite, signIn } = await house()
    await invite('editor', 'mei@studio.test')
    for (const person of [
      { ...MEI, email_verified: false },
      { sub: 'x', email: 'mei@studio.test' },
      { sub: 'x' },
    ]) {
      server.person = person
      expect(await signIn()).toMatchObject({ location: '/sign-in?problem=oidc_unverified', who: undefined })
    }
  })

  test('an account with that address is theirs from then on: what opened it before opens it no more', async () => {
    const { auth, services, signIn } = await house()
    const id = await createPerson(auth, {
      name: 'Mei',
      email: 'mei@studio.test',
      teamId: FIRST_TEAM_ID,
      role: 'admin',
    })
    await setPassword(auth, id, PASSWORD)
    const given = { email: 'mei@studio.test', password: PASSWORD }
    const before = await signInWithPassword(services, given, new Headers())
    const cookie = before.map((line) => line.split(';')[0]).join('; ')
    expect(await authenticate(services, new Headers({ cookie }))).toMatchObject({ userId: id })
    expect((await signIn()).who).toMatchObject({ userId: id, role: 'admin', name: 'Mei' })
    expect(await hasPassword(auth, id)).toBe(false)
    expect(await authenticate(services, new Headers({ cookie }))).toBeUndefined()
    await setPassword(auth, id, PASSWORD)
    expect((await signIn()).who).toMatchObject({ userId: id })
    expect(await hasPassword(auth, id)).toBe(true)
  })

  test('an answer that began elsewhere, comes late, twice or from another provider is none', async () => {
    const { invite, leave, arrive, advance } = await house()
    await invite('editor', 'mei@studio.test')
    const over = { location: '/sign-in?problem=oidc_over', who: undefined }
    const [mine, theirs] = [await leave(), await leave()]
    expect(await arrive({ back: theirs.back, headers: mine.headers })).toMatchObject(over)
    expect(await arrive({ back: mine.back, headers: new Headers() })).toMatchObject(over)
    const forged = new Headers({ cookie: `${mine.headers.get('cookie')?.slice(0, -2)}xx` })
    expect(await arrive({ back: mine.back, headers: forged })).toMatchObject(over)
    const mixed = new URL(mine.back)
    mixed.searchParams.set('iss', 'https://evil.example.com')
    expect(await arrive({ back: mixed.href, headers: mine.headers })).toMatchObject(over)
    expect((await arrive(mine)).who).toMatchObject({ role: 'editor' })
    // The code is spent.
    expect(await arrive(mine)).toMatchObject({ location: '/sign-in?problem=oidc_failed', who: undefined })
    advance(600_000)
    expect(await arrive(theirs)).toMatchObject(over)
  })

  test.each([
    ['another issuer', { issuer: 'https://evil.example.com' }],
    ['another audience', { audience: 'somebody-else' }],
    ['another nonce', { nonce: 'of-another-sign-in' }],
    ['no signature', { unsigned: true }],
    ['a foreign key', { key: 'another' }],
    ['an old token', { expired: true }],
  ] as const)('a token with %s proves nobody', async (_, faults) => {
    const { server, invite, signIn, lines } = await house()
    await invite('editor', 'mei@studio.test')
    server.faults = faults
    expect(await signIn()).toMatchObject({ location: '/sign-in?problem=oidc_failed', who: undefined })
    expect(lines.join()).toMatch(/a sign-in was not proven/)
    expect(lines.join()).not.toMatch(/secret|eyJ|mei@/i)
  })

  test('what its discovery names in a private network is not asked, and another issuer is not believed', async () => {
    const { server, invite, signIn, advance } = await house()
    await invite('editor', 'mei@studio.test')
    const failed = { location: '/sign-in?problem=oidc_failed', who: undefined }
    for (const discovery of [
      { token_endpoint: 'https://tokens.example.com/token' },
      { token_endpoint: 'http://169.254.169.254/token' },
      { jwks_uri: 'https://127.0.0.1:1/keys' },
      { issuer: 'https://evil.example.com' },
      { authorization_endpoint: 'javascript:alert(1)' },
    ]) {
      server.faults = { discovery }
      advance(3_600_000)
      expect(await signIn()).toMatchObject(failed)
    }
    server.faults = {}
    advance(3_600_000)
    server.person = { error: 'access_denied' }
    expect(await signIn()).toMatchObject({ location: '/sign-in?problem=oidc_cancelled' })
    server.person = MEI
    expect((await signIn()).who).toMatchObject({ role: 'editor' })
  })
})
