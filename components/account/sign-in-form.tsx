'use client'
import { useState } from 'react'
import { FormProblem } from '#components/settings/settings-card.tsx'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useForm } from '#components/ui/use-form.ts'
import { defineWords } from '#lib/language/language.ts'
import { signIn } from '#lib/queries/accounts.ts'

const WORDS = defineWords({
  en: {
    email: 'E-mail',
    password: 'Password',
    enter: 'Sign in',
    failed: 'The server did not answer. Press again.',
  },
  zh: { email: '邮箱', password: '密码', enter: '登录', failed: '服务器没有回应。请再按一次。' },
})

/** For whoever has a password. */
export function SignInForm() {
  const words = useWords(WORDS)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const enter = submit(async () => {
    await signIn(email, password)
    window.location.assign('/')
  })
  return (
    <form noValidate method="post" onSubmit={enter} className="mt-5 space-y-4">
      <TextField
        label={words.email}
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onText={setEmail}
        problem={atField['email']}
      />
      <TextField
        label={words.password}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onText={setPassword}
        problem={atField['password']}
      />
      <FormProblem problem={problem} />
      <Button type="submit" variant="accent" size="lg" disabled={isBusy} className="w-full">
        {words.enter}
      </Button>
    </form>
  )
}
