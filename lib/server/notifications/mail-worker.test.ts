import { afterEach, expect, test } from 'vitest'
import type { NoticeKind } from '#lib/api/notifications.ts'
import type { Language } from '#lib/language/language.ts'
import { createMailer, mailSecrets } from '#lib/server/mail/mailer.ts'
import { createLog } from '#lib/server/log.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER, openWorld } from '#lib/server/testing/generation-world.ts'
import { MAIL_PASSWORD, startMailServer, type TestMailServer } from '#lib/server/testing/mail-server.ts'
import { createMailWorker, type MailReader, type MailServices } from './mail-worker.ts'
import { claimMail } from './notification-store.ts'
import { MAIL_AFTER_MS, notify } from './notify.ts'
import { countNotices, readThem, switchMail } from './read-notifications.ts'

const ORIGIN = 'https://studio.example.com'
const ADA: MailReader = { name: 'Ada', email: 'ada@studio.test', role: 'owner' }
const HOUR = 3_600_000

let servers: TestMailServer[] = []
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()))
  servers = []
})

describeEachDatabase('e-mails', (open) => {
  async function house(readers: Record<string, MailReader> = { [MEMBER.userId]: ADA }) {
    const database = await open()
    const world = await openWorld(database)
    const server = await startMailServer()
    servers.push(server)
    const mail = { url: server.url, from: 'Seedreel <studio@example.com>' }
    const lines: string[] = []
    const services: MailServices & { spoken: Map<string, Language>; env: { mail: typeof mail } } = {
      database,
      clock: world.now,
      log: createLog(mailSecrets(mail), (line) => lines.push(line)),
      mailer: createMailer(mail),
      origin: ORIGIN,
      findReader: async (_team, userId) => readers[userId],
      spoken: new Map(),
      env: { mail },
    }
    const [clipId = ''] = await world.press()
    const tell = (excerpt: string, kind: NoticeKind = 'mention', userId = MEMBER.userId) =>
      database.transaction((transaction) =>
        notify(transaction, {
          teamId: MEMBER.teamId,
          userId,
          kind,
          actorName: 'Ana <b>',
          clipId,
          excerpt,
          at: world.now(),
        }),
      )
    return { database, world, server, services, lines, clipId, tell, worker: createMailWorker(services) }
  }

  test('one for all that gathered in five minutes, in the language of the person, plain and as HTML', async () => {
    const { world, server, services, clipId, tell, worker } = await house()
    await countNotices(services, MEMBER, 'zh')
    await tell('Too <i>dark</i> & so on')
    world.advance(MAIL_AFTER_MS - 1)
    expect(await worker.turn()).toBe(0)
    await tell('approved', 'verdict_given')
    world.advance(1)
    expect(await worker.turn()).toBe(1)
    const [mail] = server.mails
    expect(mail).toMatchObject({ to: 'ada@studio.test', from: 'studio@example.com' })
    expect(mail?.raw).toContain(`List-Unsubscribe: <${ORIGIN}/settings/account#mail>`)
    expect(mail?.text).toContain('Ana <b> 在评论中提到了你\r\n> Too <i>dark</i> & so on')
    expect(mail?.text).toContain(`${ORIGIN}/clips/${clipId}`)
    expect(mail?.text).toContain('Ana &#60;b&#62; 通过了一个成片')
    expect(mail?.text).not.toMatch(/<blockquote[^>]*>Too <i>/)
    world.advance(HOUR)
    expect(await worker.turn()).toBe(0)
    expect(server.mails).toHaveLength(1)
  })

  test('none of what was read, switched off, or is for nobody any more', async () => {
    const { world, server, services, tell, worker } = await house()
    await tell('read')
    await readThem(services, MEMBER, 'all')
    await tell('for somebody who left', 'mention', 'user_gone')
    world.advance(HOUR)
    expect(await worker.turn()).toBe(0)
    await switchMail(services, MEMBER, false)
    await tell('switched off')
    world.advance(HOUR)
    expect(await worker.turn()).toBe(0)
    // What was not wanted then does not come later.
    await switchMail(services, MEMBER, true)
    world.advance(HOUR)
    expect(await worker.turn()).toBe(0)
    expect(server.mails).toEqual([])
  })

  test('none about a clip that is out of the reader’s sight', async () => {
    const { database, world, server, tell, worker } = await house({
      [MEMBER.userId]: { ...ADA, role: 'editor' },
    })
    await database.db.updateTable('projects').set({ visibility: 'private' }).execute()
    await tell('secret')
    world.advance(HOUR)
    expect(await worker.turn()).toBe(0)
    expect(server.mails).toEqual([])
  })

  test('is tried again at growing distances while the server puts it off, and given up after a day', async () => {
    const { world, server, tell, worker, lines } = await house()
    await tell('Hello')
    world.advance(MAIL_AFTER_MS)
    server.refusals.push(451)
    expect(await worker.turn()).toBe(0)
    world.advance(59_000)
    expect(await worker.turn()).toBe(0)
    world.advance(1000)
    expect(await worker.turn()).toBe(1)
    await tell('Nobody there')
    server.refusals.push(...Array.from({ length: 40 }, () => 451))
    const before = server.refusals.length
    for (let hours = 0; hours < 60; hours += 1) {
      world.advance(HOUR)
      await worker.turn()
    }
    expect(before - server.refusals.length).toBeGreaterThan(4)
    expect(before - server.refusals.length).toBeLessThan(15)
    expect(server.mails).toHaveLength(1)
    expect(lines.length).toBeGreaterThan(4)
  })

  test('is given up at once where the mailbox does not exist', async () => {
    const { world, server, tell, worker } = await house()
    await tell('Hello')
    world.advance(MAIL_AFTER_MS)
    server.refusals.push(550)
    await worker.turn()
    world.advance(48 * HOUR)
    expect(await worker.turn()).toBe(0)
    expect(server.mails).toEqual([])
  })

  test('comes twice at most, under one Message-ID, and never not at all, where a server is killed', async () => {
    const { database, world, server, services, tell, worker } = await house()
    await tell('Killed before it was sent')
    world.advance(MAIL_AFTER_MS)
    const until = world.now() + 5 * 60_000
    expect(await claimMail(database.db, { now: world.now(), until })).toHaveLength(1)
    expect(await worker.turn()).toBe(0)
    world.advance(5 * 60_000)
    expect(await worker.turn()).toBe(1)
    // Sent, and then killed: what it would have written down never is.
    await tell('Killed after it was sent')
    world.advance(MAIL_AFTER_MS)
    const sent = Promise.withResolvers<void>()
    const killed = createMailWorker({
      ...services,
      mailer: {
        send: async (mail) => {
          await services.mailer.send(mail)
          sent.resolve()
          return new Promise(() => {})
        },
      },
    })
    void killed.turn()
    await sent.promise
    expect(await worker.turn()).toBe(0)
    world.advance(5 * 60_000)
    expect(await worker.turn()).toBe(1)
    world.advance(48 * HOUR)
    expect(await worker.turn()).toBe(0)
    const ids = server.mails.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1])
    expect(ids).toHaveLength(3)
    expect(ids[1]).toBe(ids[2])
    expect(ids[0]).not.toBe(ids[1])
  })

  test('two processes send it once', async () => {
    const { world, server, services, tell } = await house()
    await tell('Hello')
    world.advance(MAIL_AFTER_MS)
    const workers = [createMailWorker(services), createMailWorker(services)]
    const sent = await Promise.all(workers.map((worker) => worker.turn()))
    expect(sent[0]! + sent[1]!).toBe(1)
    expect(server.mails).toHaveLength(1)
  })

  test('nothing of the mail server’s password is said, and the others wait while it is away', async () => {
    const { world, server, services, tell, lines } = await house({
      [MEMBER.userId]: ADA,
      user_2: { ...ADA, email: 'bo@studio.test' },
    })
    await tell('Hello')
    await tell('Hello', 'mention', 'user_2')
    world.advance(MAIL_AFTER_MS)
    const wrong = server.url.replace(encodeURIComponent(MAIL_PASSWORD), 'wrong-password')
    const locked = createMailWorker({ ...services, mailer: createMailer({ url: wrong, from: 'a@b.test' }) })
    expect(await locked.turn()).toBe(0)
    expect(lines).toEqual([expect.stringMatching(/^warn an e-mail was not sent code="EAUTH" answer=535/)])
    expect(lines.join()).not.toMatch(/postman|password|127\.0\.0\.1/)
    world.advance(60_000)
    expect(await createMailWorker(services).turn()).toBe(2)
  })
})

test('a password goes over no open line to another machine', async () => {
  const mailer = createMailer({ url: 'smtp://user:secret-password@127.0.0.2:1', from: 'a@b.test' })
  const sent = mailer.send({ to: { name: 'A', address: 'a@b.test' }, subject: 'x', text: 'x', html: 'x' })
  await expect(sent).rejects.toThrow(/^The mail server did not take an e-mail: [A-Z]+$/)
})
