'use client'
import { Lock } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Theme } from '#components/ui/theme.ts'
import { useForm } from '#components/ui/use-form.ts'
import { defineWords } from '#lib/language/language.ts'
import { openWithPassword } from '#lib/queries/guest.ts'
import { GuestSwitches } from './guest-switches.tsx'

const WORDS = defineWords({
  en: {
    title: 'This link has a password',
    about: 'Whoever sent you the link knows it.',
    password: 'Password',
    open: 'Open',
    failed: 'The server did not answer. Press again.',
  },
  zh: {
    title: '这个链接需要密码',
    about: '发送链接的人知道密码。',
    password: '密码',
    open: '打开',
    failed: '服务器没有回应。请再按一次。',
  },
})

/** Stays on the link's own address, so what follows it there is kept. */
export function PasswordPage({ token, theme }: { token: string; theme: Theme }) {
  const words = useWords(WORDS)
  const [password, setPassword] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { problem, isBusy, submit } = useForm(words.failed)
  const open = submit(async () => {
    await openWithPassword(token, password)
    window.location.reload()
  })
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="fixed top-2 right-2">
        <GuestSwitches theme={theme} />
      </div>
      <form
        noValidate
        onSubmit={open}
        className="w-full max-w-96 space-y-5 rounded-xl border bg-surface p-8 max-sm:p-6"
      >
        <div className="space-y-1.5">
          <Lock aria-hidden size={20} className="mb-3 text-ink-3" />
          <h1 className="text-xl font-semibold">{words.title}</h1>
          <p className="text-ink-2">{words.about}</p>
        </div>
        <TextField
          ref={field}
          label={words.password}
          type="password"
          value={password}
          onText={setPassword}
          problem={problem}
        />
        <Button
          type="submit"
          variant="accent"
          size="lg"
          className="w-full"
          disabled={isBusy || password === ''}
        >
          {words.open}
        </Button>
      </form>
    </main>
  )
}
