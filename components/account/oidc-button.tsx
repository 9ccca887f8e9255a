'use client'
import { KeyRound } from 'lucide-react'
import { buttonClass } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { defineWords } from '#lib/language/language.ts'

const WORDS = defineWords({
  en: { or: 'or', enter: (name: string) => `Sign in with ${name}` },
  zh: { or: '或', enter: (name) => `使用 ${name} 登录` },
})

/** To the sign-in service that the operator has set, and back. A plain link: it leaves this site. */
export function OidcButton({ name, invite }: { name: string; invite?: string }) {
  const words = useWords(WORDS)
  const search = invite === undefined ? '' : `?${new URLSearchParams({ invite })}`
  return (
    <>
      <p
        aria-hidden
        className="my-4 flex items-center gap-3 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
      >
        {words.or}
      </p>
      <a href={`/api/session/oidc${search}`} className={`${buttonClass('plain', 'lg')} w-full`}>
        <KeyRound aria-hidden size={16} />
        {words.enter(name)}
      </a>
    </>
  )
}
