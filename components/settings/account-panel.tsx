'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { notify } from '#components/ui/notify.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { Account } from '#lib/api/accounts.ts'
import { defineWords, LOCALES } from '#lib/language/language.ts'
import {
  accountQuery,
  changeAccount,
  changePassword,
  signOut,
  signOutEverywhere,
} from '#lib/queries/accounts.ts'
import { MailCard } from './mail-card.tsx'
import { FormProblem, SettingsCard } from './settings-card.tsx'

const WORDS = defineWords({
  en: {
    you: 'You',
    aboutYou: 'Your name stands beside what you make and say.',
    name: 'Name',
    email: 'E-mail',
    emailHint: 'What you sign in with. Nobody outside of the team sees it.',
    save: 'Save',
    saved: 'Saved',
    password: 'Password',
    aboutPassword: 'A new password signs you out everywhere else.',
    noEmail: 'Save an e-mail address above first. Until then you come in by the owner link.',
    current: 'Password of now',
    next: 'New password',
    nextHint: 'At least 10 characters',
    change: 'Change password',
    set: 'Set password',
    changed: 'Password changed. Other browsers are signed out.',
    sessions: 'Signed in',
    since: (day: string) => `Since ${day}`,
    here: 'this browser',
    out: 'Sign out',
    everywhere: 'Sign out everywhere',
    failed: 'The server did not answer, so this may not be kept. Press again.',
  },
  zh: {
    you: '个人信息',
    aboutYou: '你的名字会显示在你的作品和发言旁边。',
    name: '名字',
    email: '邮箱',
    emailHint: '用于登录。团队以外的人看不到。',
    save: '保存',
    saved: '已保存',
    password: '密码',
    aboutPassword: '更改密码后，其他浏览器都会退出登录。',
    noEmail: '请先在上面保存邮箱。在此之前，请使用所有者链接登录。',
    current: '当前密码',
    next: '新密码',
    nextHint: '至少 10 个字符',
    change: '更改密码',
    set: '设置密码',
    changed: '密码已更改。其他浏览器已退出登录。',
    sessions: '登录状态',
    since: (day) => `登录于 ${day}`,
    here: '当前浏览器',
    out: '退出登录',
    everywhere: '在所有设备上退出',
    failed: '服务器没有回应，可能没有保存。请再按一次。',
  },
})

export function AccountPanel() {
  const { data } = useQuery(accountQuery)
  if (!data) return null
  return (
    <>
      <AboutYou key={`${data.name} ${data.email}`} account={data} />
      <MailCard hasEmail={data.email !== undefined} />
      <Password account={data} />
      <Sessions account={data} />
    </>
  )
}

function AboutYou({ account }: { account: Account }) {
  const words = useWords(WORDS)
  const client = useQueryClient()
  const [name, setName] = useState(account.name)
  const [email, setEmail] = useState(account.email ?? '')
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const save = submit(async () => {
    const wish = { name, ...(email !== '' && { email }) }
    client.setQueryData(accountQuery.queryKey, await changeAccount(wish))
    notify({ kind: 'done', message: words.saved })
  })
  return (
    <SettingsCard title={words.you} about={words.aboutYou}>
      <form noValidate onSubmit={save} className="max-w-96 space-y-4">
        <TextField
          label={words.name}
          autoComplete="name"
          value={name}
          onText={setName}
          problem={atField['name']}
        />
        <TextField
          label={words.email}
          type="email"
          autoComplete="email"
          value={email}
          onText={setEmail}
          hint={words.emailHint}
          problem={atField['email']}
        />
        <FormProblem problem={problem} />
        <Button type="submit" disabled={isBusy}>
          {words.save}
        </Button>
      </form>
    </SettingsCard>
  )
}

function Password({ account }: { account: Account }) {
  const words = useWords(WORDS)
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const save = submit(async () => {
    await changePassword({ next, ...(account.hasPassword && { current }) })
    setCurrent('')
    setNext('')
    await client.invalidateQueries({ queryKey: accountQuery.queryKey })
    notify({ kind: 'done', message: words.changed })
  })
  return (
    <SettingsCard
      title={words.password}
      about={account.email === undefined ? words.noEmail : words.aboutPassword}
    >
      {account.email !== undefined && (
        <form noValidate onSubmit={save} className="max-w-96 space-y-4">
          {/* So that password managers know whose it is. */}
          <input type="hidden" name="username" autoComplete="username" value={account.email} readOnly />
          {account.hasPassword && (
            <TextField
              label={words.current}
              type="password"
              autoComplete="current-password"
              value={current}
              onText={setCurrent}
              problem={atField['current']}
            />
          )}
          <TextField
            label={words.next}
            type="password"
            autoComplete="new-password"
            value={next}
            onText={setNext}
            hint={words.nextHint}
            problem={atField['next']}
          />
          <FormProblem problem={problem} />
          <Button type="submit" disabled={isBusy}>
            {account.hasPassword ? words.change : words.set}
          </Button>
        </form>
      )}
    </SettingsCard>
  )
}

function Sessions({ account }: { account: Account }) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const { problem, isBusy, submit } = useForm(words.failed)
  const leave = (end: () => Promise<unknown>) =>
    submit(async () => {
      await end()
      window.location.assign('/sign-in')
    })
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <SettingsCard title={words.sessions}>
      <ul className="mb-4 divide-y">
        {account.sessions.map(({ id, createdAt, isThisOne }) => (
          <li key={id} className="flex flex-wrap gap-x-3 py-2 text-sm">
            <span className="tabular-nums">{words.since(day.format(createdAt))}</span>
            {isThisOne && <span className="text-ink-2">{words.here}</span>}
          </li>
        ))}
      </ul>
      <FormProblem problem={problem} />
      <div className="flex flex-wrap gap-2">
        <Button disabled={isBusy} onClick={() => leave(signOut)()}>
          {words.out}
        </Button>
        <Button variant="danger" disabled={isBusy} onClick={() => leave(signOutEverywhere)()}>
          {words.everywhere}
        </Button>
      </div>
    </SettingsCard>
  )
}
