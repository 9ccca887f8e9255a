import 'server-only'
import type * as z from 'zod/mini'
import type { Principal } from '#lib/access/principal.ts'
import type { createInviteSchema, NewInvite } from '#lib/api/accounts.ts'
import type { Language, Sentence } from '#lib/language/language.ts'
import type { Log } from '#lib/server/clock.ts'
import { type Mailer, MailError } from '#lib/server/mail/mailer.ts'
import type { AccountServices } from './account-services.ts'
import { inviteMail } from './invite-mail.ts'
import { atField, createInvite } from './invites.ts'

/**
 * Makes an invitation, and sends it where that is wished. What the mail server refuses is no reason to take the link back. Throws AppError
 * `unprocessable` where there is no address or nothing to send it with.
 */
export async function createAndSendInvite(
  services: Pick<AccountServices, 'database' | 'clock'> & { mailer?: Mailer; origin: string; log: Log },
  principal: Principal,
  input: z.output<typeof createInviteSchema>,
  language: Language,
): Promise<NewInvite> {
  const { mailer, origin, log } = services
  const { byMail, email } = input
  if (!byMail) return createInvite(services, principal, input)
  if (email === undefined) throw atField('email', NO_ADDRESS)
  if (mailer === undefined) throw atField('byMail', NO_MAIL)
  const made = await createInvite(services, principal, input)
  const { role, expiresAt } = made.invite
  try {
    await mailer.send(
      inviteMail({ email, path: made.path, role, expiresAt }, { from: principal.name, language, origin }),
    )
    return { ...made, isMailed: true }
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    log('warn', 'an invitation was not sent', { code: error.code, answer: error.answer ?? 0 })
    return { ...made, isMailed: false }
  }
}

const NO_ADDRESS: Sentence = {
  en: 'Say which e-mail address the invitation goes to.',
  zh: '请填写接收邀请的邮箱。',
}
const NO_MAIL: Sentence = {
  en: 'This studio has no mail server, so no invitation was made. Make a link and send it yourself.',
  zh: '工作室没有设置邮件服务器，没有创建邀请。请生成链接并自行发送。',
}
