import { expect, test } from 'vitest'
import { createMailer } from '#lib/server/mail/mailer.ts'
import { describeEachDatabase } from '#lib/server/testing/databases.ts'
import { MEMBER } from '#lib/server/testing/generation-world.ts'
import { startMailServer } from '#lib/server/testing/mail-server.ts'
import { ensureFirstTeam } from '#lib/server/teams/team-store.ts'
import { readInvites } from './invites.ts'
import { createAndSendInvite } from './send-invite.ts'

describeEachDatabase('an invitation by e-mail', (open) => {
  test('goes to its address with its link, and is a link still where the server refuses it', async () => {
    const database = await open()
    await ensureFirstTeam(database, 0)
    const server = await startMailServer()
    try {
      const origin = 'https://studio.example.com'
      const mailer = createMailer({ url: server.url, from: 'studio@example.com' })
      const services = { database, clock: () => 1_790_000_000_000, mailer, origin, log: () => {} }
      const wish = { role: 'reviewer' as const, projectIds: [], expiresInDays: 7, byMail: true }
      const email = 'rhea@studio.test'
      const { path, isMailed } = await createAndSendInvite(services, MEMBER, { ...wish, email }, 'zh')
      expect(isMailed).toBe(true)
      const [mail] = server.mails
      expect(mail?.to).toBe(email)
      expect(mail?.text).toContain(`${origin}${path}`)
      expect(mail?.text).toContain('Ada 邀请你以审阅者的身份加入')
      server.refusals.push(550)
      const refused = await createAndSendInvite(services, MEMBER, { ...wish, email: 'no@studio.test' }, 'en')
      expect(refused).toMatchObject({ isMailed: false, path: expect.stringMatching(/^\/invite\/.{40,}$/) })
      await expect(createAndSendInvite(services, MEMBER, wish, 'en')).rejects.toMatchObject({
        code: 'unprocessable',
        problems: [{ field: 'email' }],
      })
      const { mailer: _, ...without } = services
      await expect(createAndSendInvite(without, MEMBER, { ...wish, email }, 'en')).rejects.toMatchObject({
        problems: [{ field: 'byMail' }],
      })
      const { invites, canMail } = await readInvites(without, MEMBER)
      expect([invites.length, canMail]).toEqual([2, false])
    } finally {
      await server.close()
    }
  })
})
