import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { Door } from '#components/account/door.tsx'
import { oidcProblem } from '#components/account/oidc-problems.ts'
import { OidcButton } from '#components/account/oidc-button.tsx'
import { SignInForm } from '#components/account/sign-in-form.tsx'
import { defineWords } from '#lib/language/language.ts'
import { pageLanguage } from '#lib/server/http/page-language.ts'
import { services } from '#lib/server/services.ts'

const WORDS = defineWords({
  en: {
    tab: 'Sign in',
    title: 'Open the studio',
    link: 'You run it?',
    problems: new Map([
      [
        'wrong_token',
        'That link does not open this studio. It may be from another installation, or cut short.',
      ],
      ['rate_limited', 'Too many wrong links were tried. Wait a minute, then open the right one again.'],
    ]),
    howTo:
      'Use the link that Seedreel printed when it started. It looks like this, and signs this browser in for 90 days:',
    lost: 'Lost it? Ask the person who runs the studio, or start it again with this command:',
  },
  zh: {
    tab: '登录',
    title: '打开工作室',
    link: '你是管理者？',
    problems: new Map([
      ['wrong_token', '这个链接打不开这个工作室。它可能来自另一处安装，或者不完整。'],
      ['rate_limited', '错误的链接试得太多了。请等一分钟，再打开正确的链接。'],
    ]),
    howTo: '请使用 Seedreel 启动时显示的链接。它像下面这样，打开后这个浏览器会登录 90 天：',
    lost: '找不到链接？请询问管理工作室的人，或用这条命令重新启动：',
  },
})

export async function generateMetadata(): Promise<Metadata> {
  return { title: WORDS[await pageLanguage()].tab }
}

interface Props {
  searchParams: Promise<{ problem?: string | string[] }>
}

/** The only page without a session: says how to get in. */
export default async function SignInPage({ searchParams }: Props) {
  const { authenticate, env } = await services()
  if (await authenticate(await headers())) redirect('/')
  const { problem } = await searchParams
  const language = await pageLanguage()
  const words = WORDS[language]
  const sentence = words.problems.get(String(problem)) ?? oidcProblem(String(problem))?.[language]
  return (
    <Door title={words.title}>
      {sentence && (
        <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-bad">
          {sentence}
        </p>
      )}
      <SignInForm />
      {env.oidc && <OidcButton name={env.oidc.name} />}
      <h2 className="mt-8 font-semibold">{words.link}</h2>
      <p className="mt-1 text-sm text-pretty text-ink-2">{words.howTo}</p>
      <p className="mt-3 overflow-x-auto rounded-md bg-raised px-3 py-2 text-xs">
        <code className="font-mono">/enter?token=…</code>
      </p>
      <p className="mt-3 text-sm text-ink-3">
        {words.lost} <code className="font-mono whitespace-nowrap text-ink-2">npm start</code>
      </p>
    </Door>
  )
}
