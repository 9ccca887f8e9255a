import { expect, test } from 'vitest'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { ensureFirstTeam, FIRST_TEAM_ID } from '#lib/server/teams/team-store.ts'
import { createAuth, migrateAuth } from './auth.ts'
import { createSessionMemory } from './session-memory.ts'
import { authenticate, signInWithOwnerLink, signOut } from './sessions.ts'

const TOKEN = 'correct-horse-battery'

const asCookie = (cookies: string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })

describeEachDatabase('signing in', (open) => {
  async function house(publicUrl = 'http://127.0.0.1:3000') {
    const database = await open()
    let now = 1_790_000_000_000
    const lines: string[] = []
    const dependencies = {
      database,
      clock: () => now,
      log: (_: string, message: string) => void lines.push(message),
      secret: 'a-secret-of-the-installation-0123456789',
      ownerToken: TOKEN,
      publicUrl,
    }
    await migrateAuth(dependencies)
    await ensureFirstTeam(database, now)
    return {
      auth: createAuth(dependencies),
      database,
      dependencies,
      lines,
      pass: (ms: number) => {
        now += ms
      },
    }
  }

  test('the owner link opens a session, signing out ends it', async () => {
    const { auth, database, lines } = await house()
    const cookies = await signInWithOwnerLink(auth, TOKEN, new Headers())
    expect(cookies.join()).toMatch(/HttpOnly/)
    expect(cookies.join()).toMatch(/SameSite=Lax/i)
    expect(cookies.join()).not.toMatch(/Secure/)
    const headers = asCookie(cookies)
    const sessions = createSessionMemory({
      authenticate: (asked) => authenticate({ auth, database }, asked),
      epoch: async () => 0,
      clock: Date.now,
    })
    const principal = await sessions.authenticate(headers)
    expect(principal).toMatchObject({ kind: 'member', role: 'owner', teamId: FIRST_TEAM_ID, name: 'Owner' })

    const forget = await signOut({ auth, sessions }, headers)
    expect(forget.join()).toMatch(/Max-Age=0/)
    expect(await sessions.authenticate(headers)).toBeUndefined()
    expect(lines).toEqual([])
  })

  test('the owner is one user however often the link is opened', async () => {
    const { auth, database } = await house()
    const ids = new Set<string | undefined>()
    for (let i = 0; i < 3; i += 1) {
      const headers = asCookie(await signInWithOwnerLink(auth, TOKEN, new Headers()))
      ids.add((await authenticate({ auth, database }, headers))?.userId)
    }
    expect(ids.size).toBe(1)
  })

  test('behind https the cookie is Secure', async () => {
    const { auth } = await house('https://studio.example')
    expect((await signInWithOwnerLink(auth, TOKEN, new Headers())).join()).toMatch(/Secure/)
  })

  test('nobody without a cookie, with a made-up one, or with a changed one', async () => {
    const { auth, database } = await house()
    const [cookie = ''] = await signInWithOwnerLink(auth, TOKEN, new Headers())
    const [pair = ''] = cookie.split(';')
    expect(await authenticate({ auth, database }, new Headers())).toBeUndefined()
    expect(
      await authenticate({ auth, database }, new Headers({ cookie: 'seedreel.session_token=abc.def' })),
    ).toBeUndefined()
    expect(
      await authenticate({ auth, database }, new Headers({ cookie: pair.replace('=', '=x') })),
    ).toBeUndefined()
  })

  test('wrong tokens are refused, and too many of them close the door for a minute', async () => {
    const { auth, pass } = await house()
    for (const wrong of ['', 'x', `${TOKEN} `, TOKEN.toUpperCase()]) {
      await expect(signInWithOwnerLink(auth, wrong, new Headers())).rejects.toMatchObject({
        code: 'wrong_token',
        status: 401,
      })
    }
    await signInWithOwnerLink(auth, TOKEN, new Headers())
    for (let i = 0; i < 16; i += 1)
      await signInWithOwnerLink(auth, 'wrong', new Headers()).catch(() => undefined)
    await expect(signInWithOwnerLink(auth, TOKEN, new Headers())).rejects.toMatchObject({ status: 429 })
    pass(60_000)
    await signInWithOwnerLink(auth, TOKEN, new Headers())
  })

  test('migrations may run twice, and at once', async () => {
    const { dependencies } = await house()
    await expect(Promise.all([migrateAuth(dependencies), migrateAuth(dependencies)])).resolves.toBeDefined()
  })
})
