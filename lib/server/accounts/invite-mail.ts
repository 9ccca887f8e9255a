import 'server-only'
import type { Role } from '#lib/access/principal.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import type { Mail } from '#lib/server/mail/mailer.ts'
import { type MailContent, mailHtml, mailText, momentInWords } from '#lib/server/mail/mail-text.ts'

const WORDS = defineWords({
  en: {
    subject: (who: string) => `${who} invites you to Seedreel`,
    greeting: 'Hello,',
    text: (who: string, role: string) => `${who} invites you to a team on Seedreel, as ${role}.`,
    until: (day: string) => `Good until ${day}, for you alone.`,
    open: 'Accept the invitation',
    foot: 'If you do not know who this is from, delete this e-mail: nothing happens then.',
    roles: { owner: 'owner', admin: 'admin', editor: 'editor', reviewer: 'reviewer', viewer: 'viewer' },
  },
  zh: {
    subject: (who) => `${who} 邀请你加入 Seedreel`,
    greeting: '你好：',
    text: (who, role) => `${who} 邀请你以${role}的身份加入 Seedreel 团队。`,
    until: (day) => `有效期至 ${day}，仅供你本人使用。`,
    open: '接受邀请',
    foot: '如果你不认识发件人，删除这封邮件即可，不会有任何影响。',
    roles: { owner: '所有者', admin: '管理员', editor: '编辑', reviewer: '审阅者', viewer: '观看者' },
  },
})

/** The link of an invitation, in the language of whoever sends it: nothing is known yet of its reader. */
export function inviteMail(
  { email, path, role, expiresAt }: { email: string; path: string; role: Role; expiresAt: number },
  { from, language, origin }: { from: string; language: Language; origin: string },
): Mail {
  const words = WORDS[language]
  const content: MailContent = {
    language,
    greeting: words.greeting,
    parts: [
      {
        text: words.text(from, words.roles[role]),
        detail: words.until(momentInWords(expiresAt, language)),
        link: { label: words.open, href: `${origin}${path}` },
      },
    ],
    foot: { text: words.foot },
  }
  const to = { name: '', address: email }
  return { to, subject: words.subject(from), text: mailText(content), html: mailHtml(content) }
}
