import 'server-only'
import { createHash } from 'node:crypto'
import { noticeInWords, saidIn } from '#lib/api/notice-words.ts'
import type { Notice } from '#lib/api/notifications.ts'
import { defineWords, type Language } from '#lib/language/language.ts'
import type { Mail } from '#lib/server/mail/mailer.ts'
import { type MailContent, mailHtml, mailText, momentInWords } from '#lib/server/mail/mail-text.ts'

const WORDS = defineWords({
  en: {
    several: (count: number) => `${count} notifications from Seedreel`,
    greeting: (name: string) => `Hello ${name},`,
    open: 'Open in Seedreel',
    take: (take: number) => `take ${take}`,
    foot: 'You get this because you are in a team on Seedreel and have not read it there.',
    off: 'Switch these e-mails off',
  },
  zh: {
    several: (count) => `Seedreel：${count} 条新通知`,
    greeting: (name) => `${name}，你好：`,
    open: '在 Seedreel 中查看',
    take: (take) => `第 ${take} 条`,
    foot: '你是 Seedreel 团队的成员，这些通知你尚未在工作室中阅读，因此收到这封邮件。',
    off: '关闭邮件通知',
  },
})

/** Where somebody switches these e-mails off, from the root. */
const SWITCH = '/settings/account#mail'
/** Characters of a prompt that name a clip. */
const TITLE = 48

/** What gathered for one person, the oldest first. `origin` is where the studio is opened, without a trailing slash. */
export function noticeMail(
  notices: readonly Notice[],
  { to, language, origin }: { to: Mail['to']; language: Language; origin: string },
): Mail {
  const words = WORDS[language]
  const [first] = notices
  const content: MailContent = {
    language,
    greeting: words.greeting(to.name),
    parts: notices.map((notice) => {
      const quote = saidIn(notice)
      const { clip, at, href } = notice
      const place = clip ? [titleOf(clip.prompt), words.take(clip.take), clip.projectName] : []
      return {
        text: noticeInWords(notice)[language],
        ...(quote !== undefined && { quote }),
        detail: [...place, momentInWords(at, language)].filter((word) => word !== '').join(' · '),
        link: { label: words.open, href: `${origin}${href}` },
      }
    }),
    foot: { text: words.foot, link: { label: words.off, href: `${origin}${SWITCH}` } },
  }
  return {
    to,
    subject: first && notices.length === 1 ? noticeInWords(first)[language] : words.several(notices.length),
    text: mailText(content),
    html: mailHtml(content),
    id: idOf(notices, origin),
    unsubscribe: `${origin}${SWITCH}`,
  }
}

function titleOf(prompt: string): string {
  const characters = [...prompt.replaceAll('@', '').replaceAll(/\s+/g, ' ').trim()]
  return characters.length <= TITLE ? characters.join('') : `${characters.slice(0, TITLE - 1).join('')}…`
}

function idOf(notices: readonly Notice[], origin: string): string {
  const hash = createHash('sha256').update(notices.map(({ id }) => id).join(' '))
  return `<${hash.digest('hex').slice(0, 32)}@${new URL(origin).hostname}>`
}
