import { expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/access/principal.ts'
import { isAllowed } from '#lib/access/permissions.ts'
import { createTokenSchema, type CreateTokenInput, MAX_TOKENS } from '#lib/api/tokens.ts'
import { parseInput } from '#lib/server/http/parse-input.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER } from '#lib/server/testing/media-rooms.ts'
import { ensureFirstTeam, FIRST_PROJECT_ID } from '#lib/server/teams/team-store.ts'
import { authenticateToken } from './authenticate-token.ts'
import { createToken, readTokens, revokeToken } from './tokens.ts'

const DAY = 86_400_000

describeEachDatabase('API tokens', (open) => {
  async function house() {
    const database = await open()
    let now = 1_790_000_000_000
    await ensureFirstTeam(database, now)
    const members = new Map<string, MemberPrincipal>([[MEMBER.userId, MEMBER]])
    const services = { database, clock: () => now, findMember: async (id: string) => members.get(id) }
    const make = (input: Partial<CreateTokenInput> = {}) =>
      createToken(
        services,
        MEMBER,
        parseInput(createTokenSchema, { name: 'CI', scopes: ['read', 'generate'], ...input }, 'body'),
      )
    const ask = (secret: string, scheme = 'Bearer') =>
      authenticateToken(services, new Headers({ authorization: `${scheme} ${secret}` }))
    return { database, services, members, make, ask, pass: (ms: number) => (now += ms) }
  }

  test('the secret is told once, kept as a hash alone, and opens as its maker', async () => {
    const { database, services, make, ask } = await house()
    const { token, secret } = await make({ projectId: FIRST_PROJECT_ID })
    expect(secret).toMatch(/^srl_[\w-]{43}$/)
    expect(token).toMatchObject({
      name: 'CI',
      ending: secret.slice(-4),
      expiresAt: services.clock() + 90 * DAY,
    })
    expect(await ask(secret)).toEqual({
      ...MEMBER,
      kind: 'token',
      tokenId: token.id,
      scopes: ['read', 'generate'],
      projectId: FIRST_PROJECT_ID,
      projects: [FIRST_PROJECT_ID],
    })
    const rows = JSON.stringify(await database.db.selectFrom('api_tokens').selectAll().execute())
    expect(rows).not.toContain(secret)
    expect(rows).not.toContain(secret.slice(4))
    expect(await readTokens(services, MEMBER)).toEqual({
      tokens: [{ ...token, lastUsedAt: services.clock() }],
    })
  })

  test('nobody with another secret, another scheme, half of it, or none', async () => {
    const { services, make, ask } = await house()
    const { secret } = await make()
    expect(await ask(`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined()
    expect(await ask(secret.slice(0, 20))).toBeUndefined()
    expect(await ask(secret, 'Basic')).toBeUndefined()
    expect(await ask("srl_' or 1=1 --")).toBeUndefined()
    expect(await authenticateToken(services, new Headers())).toBeUndefined()
  })

  test('it ends with its days, when it is revoked, and when its maker leaves', async () => {
    const { services, members, make, ask, pass } = await house()
    const short = await make({ expiresInDays: 1 })
    const long = await make()
    pass(DAY - 1)
    expect(await ask(short.secret)).toBeDefined()
    pass(1)
    expect(await ask(short.secret)).toBeUndefined()
    expect((await readTokens(services, MEMBER)).tokens.map(({ id }) => id)).toEqual([long.token.id])

    const kept = await make()
    await revokeToken(services, MEMBER, long.token.id)
    expect(await ask(long.secret)).toBeUndefined()
    await expect(revokeToken(services, MEMBER, long.token.id)).rejects.toMatchObject({ status: 404 })
    await expect(
      revokeToken(services, { ...MEMBER, teamId: 'team_other' }, kept.token.id),
    ).rejects.toMatchObject({ status: 404 })

    members.set(MEMBER.userId, { ...MEMBER, teamId: 'team_other' })
    expect(await ask(kept.secret)).toBeUndefined()
    members.delete(MEMBER.userId)
    expect(await ask(kept.secret)).toBeUndefined()
  })

  test('making and revoking one is written down, without its secret', async () => {
    const { database, services, make } = await house()
    const { token, secret } = await make({ projectId: FIRST_PROJECT_ID })
    await revokeToken(services, MEMBER, token.id)
    await expect(revokeToken(services, MEMBER, token.id)).rejects.toMatchObject({ status: 404 })
    const events = await database.db.selectFrom('audit_events').selectAll().orderBy('id').execute()
    const known = { actor_id: MEMBER.userId, target_id: token.id, project_id: FIRST_PROJECT_ID }
    expect(events).toHaveLength(2)
    expect(events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...known, action: 'token.created' }),
        expect.objectContaining({ ...known, action: 'token.revoked' }),
      ]),
    )
    expect(JSON.stringify(events)).not.toContain(secret.slice(4))
  })

  test('it sees nothing of a project that its maker no longer sees', async () => {
    const { members, make, ask } = await house()
    const { secret } = await make({ projectId: FIRST_PROJECT_ID })
    members.set(MEMBER.userId, { ...MEMBER, role: 'editor', projects: [] })
    expect((await ask(secret))?.projects).toEqual([])
  })

  test('it may what its scopes and its maker’s role both allow, and never make another', async () => {
    const { members, make, ask } = await house()
    const reads = (await ask((await make({ scopes: ['read'] })).secret)) ?? MEMBER
    const both = await make()
    const makes = (await ask(both.secret)) ?? MEMBER
    expect([isAllowed(reads, 'generation.read'), isAllowed(reads, 'generation.create')]).toEqual([
      true,
      false,
    ])
    expect([isAllowed(makes, 'generation.create'), isAllowed(makes, 'token.change')]).toEqual([true, false])
    expect(isAllowed(makes, 'session.end')).toBe(false)
    members.set(MEMBER.userId, { ...MEMBER, role: 'viewer' })
    const now = (await ask(both.secret)) ?? MEMBER
    expect([isAllowed(now, 'generation.read'), isAllowed(now, 'generation.create')]).toEqual([true, false])
  })

  test('its use is noted once a minute', async () => {
    const { services, make, ask, pass } = await house()
    const { secret } = await make()
    const first = services.clock()
    await ask(secret)
    pass(59_999)
    await ask(secret)
    expect((await readTokens(services, MEMBER)).tokens[0]?.lastUsedAt).toBe(first)
    pass(1)
    await ask(secret)
    expect((await readTokens(services, MEMBER)).tokens[0]?.lastUsedAt).toBe(services.clock())
  })

  test('a team has a hundred, and a project of nobody is refused', async () => {
    const { make } = await house()
    await expect(make({ projectId: 'prj_of_nobody' })).rejects.toMatchObject({ status: 404 })
    for (let count = 0; count < MAX_TOKENS; count += 1) await make()
    await expect(make()).rejects.toMatchObject({ status: 409 })
  })
})
