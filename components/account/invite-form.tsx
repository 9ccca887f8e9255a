'use client'
import { useState } from 'react'
import { FormProblem } from '#components/settings/settings-card.tsx'
import { Button } from '#components/ui/button.tsx'
import { useWords } from '#components/ui/language.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useForm } from '#components/ui/use-form.ts'
import { defineWords } from '#lib/language/language.ts'
import { acceptInvite } from '#lib/queries/accounts.ts'

const WORDS = defineWords({
  en: {
    name: 'Your name',
    email: 'E-mail',
    bound: 'The invitation is for this address.',
    password: 'Password',
    hint: 'At least 10 characters',
    enter: 'Join the team',
    failed: 'The server did not answer. Press again.',
  },
  zh: {
    name: '你的名字',
    email: '邮箱',
    bound: '邀请发给了这个邮箱。',
    password: '密码',
    hint: '至少 10 个字符',
    enter: '加入团队',
    failed: '服务器没有回应。请再按一次。',
  },
})

/** Who was invited says who they are. */
export function InviteForm({ secret, email: bound }: { secret: string; email: string | undefined }) {
  const words = useWords(WORDS)
  const [name, setName] = useState('')
  const [email, setEmail] = useState(bound ?? '')
  const [password, setPassword] = useState('')
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const enter = submit(async () => {
    await acceptInvite({ secret, name, email, password })
    window.location.assign('/')
  })
  return (
    <form noValidate method="post" onSubmit={enter} className="mt-5 space-y-4">
      <TextField
        label={words.name}
        name="name"
        autoComplete="name"
        value={name}
        onText={setName}
        problem={atField['name']}
      />
      <TextField
        label={words.email}
        type="email"
        name="email"
        autoComplete="username"
        readOnly={bound !== undefined}
        hint={bound === undefined ? undefined : words.bound}
        value={email}
        onText={setEmail}
        problem={atField['email']}
      />
      <TextField
        label={words.password}
        type="password"
        name="password"
        autoComplete="new-password"
        hint={words.hint}
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
