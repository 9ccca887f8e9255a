import type { Metadata } from 'next'
import { Door } from '#components/account/door.tsx'
import { InviteForm } from '#components/account/invite-form.tsx'
import { OidcButton } from '#components/account/oidc-button.tsx'
import { ROLE_WORDS } from '#components/settings/role-words.ts'
import { AppError } from '#lib/api/app-error.ts'
import { defineWords } from '#lib/language/language.ts'
import { lookAtInvite } from '#lib/server/accounts/invites.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'
import { services } from '#lib/server/services.ts'

const WORDS = defineWords({
  en: {
    title: 'Join the studio',
    as: (role: string, means: string) => `You come in as ${role}. ${means}.`,
    over: 'This invitation is used, over or revoked. Ask whoever sent it for a new one.',
    many: 'Too many wrong links were opened. Wait a minute, then open this one again.',
  },
  zh: {
    title: '加入工作室',
    as: (role, means) => `你将以${role}身份加入。${means}。`,
    over: '这个邀请已使用、已过期或已撤销。请向邀请你的人索取新的邀请。',
    many: '打开的错误链接太多。请等一分钟，再打开这个链接。',
  },
})

export async function generateMetadata(): Promise<Metadata> {
  return { title: WORDS[await pageLanguage()].title, robots: { index: false }, referrer: 'no-referrer' }
}

/** What somebody sees who was invited; whoever has the link may open it, and one person may answer it. */
export default async function Page({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params
  const language = await pageLanguage()
  const words = WORDS[language]
  const { env } = await services()
  const found = await look(secret)
  return (
    <Door title={words.title}>
      {found === 'many' || found === undefined ? (
        <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-bad">
          {found === 'many' ? words.many : words.over}
        </p>
      ) : (
        <>
          <p className="mt-3 text-pretty text-ink-2">
            {words.as(ROLE_WORDS[found.role].name[language], ROLE_WORDS[found.role].means[language])}
          </p>
          <InviteForm secret={secret} email={found.email} />
          {env.oidc && <OidcButton name={env.oidc.name} invite={secret} />}
        </>
      )}
    </Door>
  )
}

async function look(secret: string) {
  try {
    return await lookAtInvite(await services(), secret)
  } catch (error) {
    if (error instanceof AppError && error.code === 'rate_limited') return 'many' as const
    throw error
  }
}
