import { expect, test } from 'vitest'
import type { MemberPrincipal, Principal, Role } from '#lib/access/principal.ts'
import { readAudit } from '#lib/server/audit/read-audit.ts'
import { readAccessEpoch } from '#lib/server/auth/access-epoch.ts'
import { createAttempts } from '#lib/server/auth/attempts.ts'
import { createAuth, migrateAuth } from '#lib/server/auth/auth.ts'
import { createSessionMemory } from '#lib/server/auth/session-memory.ts'
import { authenticate, findMember, signInWithOwnerLink } from '#lib/server/auth/sessions.ts'
import { createProject, readProjects } from '#lib/server/teams/projects.ts'
import { ensureFirstTeam } from '#lib/server/teams/team-store.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { authenticateToken } from '#lib/server/tokens/authenticate-token.ts'
import { createToken } from '#lib/server/tokens/tokens.ts'
import { acceptInvite, createInvite, lookAtInvite, readInvites, revokeInvite } from './invites.ts'
import { changeRole, readMembers, removeMember } from './members.ts'
import {
  changeAccount,
  changePassword,
  readAccount,
  signInWithPassword,
  signOutEverywhere,
} from './passwords.ts'
import { changeProjectMembers } from './project-members.ts'

/** Passwords of one account. */
const MOST_WRONG = 3

const OWNER_TOKEN = 'correct-horse-battery'
const PASSWORD = 'a long enough password'
const DAY_MS = 86_400_000

const asCookie = (cookies: string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })

describeEachDatabase('accounts', (open) => {
  async function house() {
    const database = await open()
    // Of today: better-auth looks at the machine's own clock for the end of a session.
    let now = Date.now()
    const clock = () => now
    const dependencies = {
      database,
      clock,
      log: () => {},
      secret: 'a-secret-of-the-installation-0123456789',
      ownerToken: OWNER_TOKEN,
      publicUrl: 'http://127.0.0.1:3000',
    }
    await migrateAuth(dependencies)
    await ensureFirstTeam(database, now)
    const auth = createAuth(dependencies)
    const sessions = createSessionMemory({
      authenticate: (headers) => authenticate({ auth, database }, headers),
      epoch: () => readAccessEpoch(database.db),
      clock,
    })
    const services = {
      auth,
      database,
      clock,
      sessions,
      attempts: {
        passwords: createAttempts(clock, { perKey: MOST_WRONG, overall: 20, windowMs: 60_000 }),
        links: createAttempts(clock, { perKey: 5, overall: 5, windowMs: 60_000 }),
      },
    }
    const who = async (headers: Headers): Promise<Principal> => {
      const found = await sessions.authenticate(headers)
      if (!found) throw new Error('nobody')
      return found
    }
    const ownerHeaders = asCookie(await signInWithOwnerLink(auth, OWNER_TOKEN, new Headers()))
    const owner = (await who(ownerHeaders)) as MemberPrincipal
    /** Somebody who was invited and came. */
    async function join(role: Role, name: string, projectIds: string[] = []) {
      const { path } = await createInvite(services, owner, { role, projectIds, expiresInDays: 7 })
      const secret = path.replace('/invite/', '')
      const email = `${name.toLowerCase()}@studio.test`
      const cookies = await acceptInvite(services, { secret, name, email, password: PASSWORD }, new Headers())
      const headers = asCookie(cookies)
      return { headers, email, secret, principal: (await who(headers)) as MemberPrincipal }
    }
    return {
      services,
      database,
      auth,
      owner,
      ownerHeaders,
      who,
      join,
      pass: (ms: number) => {
        now += ms
      },
    }
  }

  test('an invited person comes in with the role of the link, once', async () => {
    const { services, join, database } = await house()
    const ada = await join('reviewer', 'Ada')
    expect(ada.principal).toMatchObject({ role: 'reviewer', name: 'Ada', kind: 'member' })
    const again = { secret: ada.secret, name: 'Eve', email: 'eve@studio.test', password: PASSWORD }
    await expect(acceptInvite(services, again, new Headers())).rejects.toMatchObject({ status: 404 })
    expect(await lookAtInvite(services, ada.secret)).toBeUndefined()
    const rows = JSON.stringify(await database.db.selectFrom('invites').selectAll().execute())
    expect(rows).not.toContain(ada.secret)
    const headers = asCookie(
      await signInWithPassword(services, { email: ada.email, password: PASSWORD }, new Headers()),
    )
    expect((await services.sessions.authenticate(headers))?.userId).toBe(ada.principal.userId)
  })

  test('of two who press the same link at the same moment one comes in', async () => {
    const { services, owner } = await house()
    const { path } = await createInvite(services, owner, { role: 'editor', projectIds: [], expiresInDays: 7 })
    const secret = path.replace('/invite/', '')
    const presses = await Promise.allSettled(
      ['one', 'two'].map((name) =>
        acceptInvite(
          services,
          { secret, name, email: `${name}@studio.test`, password: PASSWORD },
          new Headers(),
        ),
      ),
    )
    expect(presses.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await readMembers(services, owner)).members).toHaveLength(2)
  })

  test('an invite is for its e-mail, ends, and can be revoked', async () => {
    const { services, owner, pass } = await house()
    const make = (email?: string) =>
      createInvite(services, owner, {
        role: 'editor',
        projectIds: [],
        expiresInDays: 7,
        ...(email !== undefined && { email }),
      })
    const secretOf = ({ path }: { path: string }) => path.replace('/invite/', '')
    const accept = (secret: string, email: string) =>
      acceptInvite(services, { secret, name: 'Bo', email, password: PASSWORD }, new Headers())
    const bound = await make('bo@studio.test')
    await expect(accept(secretOf(bound), 'eve@studio.test')).rejects.toMatchObject({
      status: 422,
      problems: [{ field: 'email' }],
    })
    await accept(secretOf(bound), 'bo@studio.test')
    const revoked = await make()
    expect((await readInvites(services, owner)).invites.map(({ id }) => id)).toEqual([revoked.invite.id])
    await revokeInvite(services, owner, revoked.invite.id)
    await expect(accept(secretOf(revoked), 'cy@studio.test')).rejects.toMatchObject({ status: 404 })
    const over = await make()
    pass(7 * DAY_MS)
    await expect(accept(secretOf(over), 'cy@studio.test')).rejects.toMatchObject({ status: 404 })
    const taken = await make()
    await expect(accept(secretOf(taken), 'bo@studio.test')).rejects.toMatchObject({ status: 409 })
    // Refused for its e-mail, it still opens for another.
    await accept(secretOf(taken), 'cy@studio.test')
  })

  test('links that nobody made are guessed a few times and no more', async () => {
    const { services, pass } = await house()
    for (let index = 0; index < 5; index += 1)
      expect(await lookAtInvite(services, `guess-${index}`)).toBeUndefined()
    await expect(lookAtInvite(services, 'guess-6')).rejects.toMatchObject({ status: 429 })
    pass(60_000)
    expect(await lookAtInvite(services, 'guess-7')).toBeUndefined()
  })

  test('nobody gives or takes a role above their own, and a team keeps an owner', async () => {
    const { services, owner, join } = await house()
    const admin = await join('admin', 'Ada')
    const invite = { role: 'owner' as const, projectIds: [], expiresInDays: 7 }
    await expect(createInvite(services, admin.principal, invite)).rejects.toMatchObject({ status: 403 })
    await expect(changeRole(services, admin.principal, owner.userId, 'viewer')).rejects.toMatchObject({
      status: 403,
    })
    await expect(removeMember(services, admin.principal, owner.userId)).rejects.toMatchObject({ status: 403 })
    await expect(
      changeRole(services, admin.principal, admin.principal.userId, 'owner'),
    ).rejects.toMatchObject({
      status: 403,
    })
    await expect(removeMember(services, owner, owner.userId)).rejects.toMatchObject({ status: 409 })
    await expect(changeRole(services, owner, owner.userId, 'editor')).rejects.toMatchObject({ status: 409 })
    await changeRole(services, owner, admin.principal.userId, 'owner')
    expect((await services.sessions.authenticate(admin.headers))?.role).toBe('owner')
    await changeRole(services, owner, owner.userId, 'editor')
  })

  test('who is removed is out at once, with sessions and tokens; their name stays', async () => {
    const { services, owner, join, auth, database } = await house()
    const bo = await join('editor', 'Bo')
    const { secret } = await createToken(services, bo.principal, {
      name: 'CI',
      scopes: ['read'],
      expiresInDays: 7,
    })
    const door = {
      database,
      clock: services.clock,
      findMember: (id: string) => findMember({ auth, database }, id),
    }
    const bearer = new Headers({ authorization: `Bearer ${secret}` })
    expect(await authenticateToken(door, bearer)).toBeDefined()
    expect(await services.sessions.authenticate(bo.headers)).toBeDefined()
    await removeMember(services, owner, bo.principal.userId)
    expect(await services.sessions.authenticate(bo.headers)).toBeUndefined()
    expect(await authenticateToken(door, bearer)).toBeUndefined()
    await expect(
      signInWithPassword(services, { email: bo.email, password: PASSWORD }, new Headers()),
    ).rejects.toMatchObject({ status: 401 })
    expect((await readMembers(services, owner)).members).toContainEqual(
      expect.objectContaining({ id: bo.principal.userId, name: 'Bo', isGone: true }),
    )
    expect((await readAudit(services, owner, { subject: 'member' })).events).toMatchObject([
      { action: 'member.removed', details: { name: 'Bo', role: 'editor' } },
    ])
    // Invited again they are who they were; the token stays revoked.
    const back = await join('viewer', 'Bo')
    expect(back.principal).toMatchObject({ userId: bo.principal.userId, role: 'viewer' })
    expect(await authenticateToken(door, bearer)).toBeUndefined()
  })

  test('a wrong password, a wrong e-mail and one without a password are answered alike, and not for ever', async () => {
    const { services, join, pass } = await house()
    const { email } = await join('editor', 'Bo')
    const tryIt = (given: string, password: string) =>
      signInWithPassword(services, { email: given, password }, new Headers()).then(
        () => 'in',
        (error: { status: number; message: string }) => `${error.status} ${error.message}`,
      )
    const answers = [
      await tryIt(email, 'wrong'),
      await tryIt('nobody@studio.test', 'wrong'),
      await tryIt('owner@seedreel.invalid', 'wrong'),
    ]
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toMatch(/^401 /)
    await tryIt(email, 'wrong')
    await tryIt(email, 'wrong')
    expect(await tryIt(email, PASSWORD)).toMatch(/^429 /)
    // Others are not in its way.
    expect(await tryIt('nobody@studio.test', 'wrong')).toMatch(/^401 /)
    pass(60_000)
    expect(await tryIt(email, PASSWORD)).toBe('in')
  })

  test('guesses that arrive together are counted one by one, and the right one is not in their way', async () => {
    const { services, join, pass } = await house()
    const { email } = await join('editor', 'Bo')
    const guess = async (password: string) =>
      signInWithPassword(services, { email, password }, new Headers()).then(
        () => 200,
        (error: { status: number }) => error.status,
      )
    const together = await Promise.all(Array.from({ length: 20 }, (_, index) => guess(`guess ${index}`)))
    expect(together.filter((status) => status === 401)).toHaveLength(MOST_WRONG)
    expect(together.filter((status) => status === 429)).toHaveLength(20 - MOST_WRONG)
    pass(60_000)
    for (let time = 0; time < MOST_WRONG + 1; time += 1) expect(await guess(PASSWORD)).toBe(200)
    expect(await guess('wrong')).toBe(401)
  })

  test('every sign-in is a session of its own, whatever cookie came along', async () => {
    const { services, join } = await house()
    const bo = await join('editor', 'Bo')
    const planted = new Headers({ cookie: 'seedreel.session_token=planted.by-somebody' })
    const first = asCookie(
      await signInWithPassword(services, { email: bo.email, password: PASSWORD }, planted),
    )
    const second = asCookie(
      await signInWithPassword(services, { email: bo.email, password: PASSWORD }, first),
    )
    expect(first.get('cookie')).not.toContain('planted')
    expect(second.get('cookie')).not.toBe(first.get('cookie'))
    expect(await services.sessions.authenticate(planted)).toBeUndefined()
  })

  test('a new password ends the other sessions, signing out everywhere all of them', async () => {
    const { services, join } = await house()
    const bo = await join('editor', 'Bo')
    const other = asCookie(
      await signInWithPassword(services, { email: bo.email, password: PASSWORD }, new Headers()),
    )
    const next = { current: PASSWORD, next: 'another long password' }
    await expect(
      changePassword(services, bo.principal, { ...next, current: 'wrong' }, bo.headers),
    ).rejects.toMatchObject({ status: 422, problems: [{ field: 'current' }] })
    await changePassword(services, bo.principal, next, bo.headers)
    expect(await services.sessions.authenticate(other)).toBeUndefined()
    expect(await services.sessions.authenticate(bo.headers)).toBeDefined()
    expect((await readAccount(services, bo.principal, bo.headers)).sessions).toMatchObject([
      { isThisOne: true },
    ])
    await signOutEverywhere(services, bo.principal)
    expect(await services.sessions.authenticate(bo.headers)).toBeUndefined()
  })

  test('who came by the owner link gives themselves a name, an e-mail and a password', async () => {
    const { services, owner, ownerHeaders, join } = await house()
    const bo = await join('editor', 'Bo')
    await expect(changePassword(services, owner, { next: PASSWORD }, ownerHeaders)).rejects.toMatchObject({
      status: 422,
    })
    await expect(
      changeAccount(services, owner, { name: 'Mia', email: bo.email }, ownerHeaders),
    ).rejects.toMatchObject({ status: 409 })
    await changeAccount(services, owner, { name: 'Mia', email: 'mia@studio.test' }, ownerHeaders)
    await changePassword(services, owner, { next: PASSWORD }, ownerHeaders)
    const account = await readAccount(services, owner, ownerHeaders)
    expect(account).toMatchObject({ name: 'Mia', email: 'mia@studio.test', hasPassword: true })
    await signInWithPassword(services, { email: 'mia@studio.test', password: PASSWORD }, new Headers())
    // The link still makes them who they are, and no second owner.
    await signInWithOwnerLink(services.auth, OWNER_TOKEN, new Headers())
    expect((await readMembers(services, owner)).members.filter(({ role }) => role === 'owner')).toHaveLength(
      1,
    )
  })

  test('a private project is seen by its members from the moment they are, and by nobody else', async () => {
    const { services, owner, join, who } = await house()
    const bo = await join('editor', 'Bo')
    const cy = await join('editor', 'Cy')
    const { id } = await createProject(services, bo.principal, { name: 'Secret', isPrivate: true })
    const names = async (headers: Headers) =>
      (await readProjects(services, await who(headers))).projects.map(({ name }) => name)
    expect(await names(bo.headers)).toEqual(['First project', 'Secret'])
    expect(await names(cy.headers)).toEqual(['First project'])
    await expect(
      changeProjectMembers(services, await who(cy.headers), id, { isPrivate: false, memberIds: [] }),
    ).rejects.toMatchObject({ status: 404 })
    await changeProjectMembers(services, await who(bo.headers), id, {
      isPrivate: true,
      memberIds: [cy.principal.userId],
    })
    expect(await names(cy.headers)).toEqual(['First project', 'Secret'])
    await changeProjectMembers(services, owner, id, { isPrivate: true, memberIds: [bo.principal.userId] })
    expect(await names(cy.headers)).toEqual(['First project'])
    await expect(
      changeProjectMembers(services, owner, id, { isPrivate: true, memberIds: ['usr_of_nobody'] }),
    ).rejects.toMatchObject({ status: 422, problems: [{ field: 'memberIds.0' }] })
    // An invite may make somebody a member of it.
    const dee = await join('viewer', 'Dee', [id])
    expect(await names(dee.headers)).toEqual(['First project', 'Secret'])
  })
})
