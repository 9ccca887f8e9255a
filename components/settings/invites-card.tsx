import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { NewLink } from '#components/share/new-link.tsx'
import { Button } from '#components/ui/button.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useForm } from '#components/ui/use-form.ts'
import type { MemberPrincipal, Role } from '#lib/access/principal.ts'
import { rolesBelow } from '#lib/access/ranks.ts'
import type { Project } from '#lib/api/projects.ts'
import { defineWords, LOCALES } from '#lib/language/language.ts'
import { createInvite, invitesQuery, revokeInvite } from '#lib/queries/accounts.ts'
import { RoleSelect } from './role-select.tsx'
import { ROLE_WORDS } from './role-words.ts'
import { FormProblem, SettingsCard } from './settings-card.tsx'

const WORDS = defineWords({
  en: {
    title: 'Invite somebody',
    about: 'A link for one person, good for 7 days. Send it yourself; it is shown once.',
    role: 'Role',
    email: 'E-mail (optional)',
    emailHint: 'Then nobody else can use the link.',
    projects: 'Private projects that they may see',
    make: 'Make a link',
    send: 'Send by e-mail',
    sent: (email: string) => `Sent to ${email}. The link, should it not arrive:`,
    notSent: 'The mail server did not take it. Send the link yourself:',
    link: 'Link of the invitation',
    open: 'Not answered yet',
    anybody: 'Whoever has the link',
    until: (day: string) => `until ${day}`,
    revoke: 'Revoke',
    revokeWho: (who: string) => `Revoke the invitation: ${who}`,
    failed: 'The server did not answer. Press again.',
  },
  zh: {
    title: '邀请成员',
    about: '每个链接只供一人使用，7 天内有效。请自行发送；链接只显示一次。',
    role: '角色',
    email: '邮箱（可选）',
    emailHint: '填写后，其他人无法使用这个链接。',
    projects: '可以看到的私有项目',
    make: '生成链接',
    send: '用邮件发送',
    sent: (email) => `已发送到 ${email}。如果没有收到，可以使用这个链接：`,
    notSent: '邮件服务器没有接收。请自行发送这个链接：',
    link: '邀请链接',
    open: '尚未接受',
    anybody: '持有链接的人',
    until: (day) => `有效期至 ${day}`,
    revoke: '撤销',
    revokeWho: (who) => `撤销邀请：${who}`,
    failed: '服务器没有回应。请再按一次。',
  },
})

/** Makes links that let people in, and lists those that nobody has answered. */
export function InvitesCard({ member, projects }: { member: MemberPrincipal; projects: readonly Project[] }) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const client = useQueryClient()
  const [role, setRole] = useState<Role>('editor')
  const [email, setEmail] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [made, setMade] = useState<{ link: string; told?: string }>()
  const { data } = useQuery(invitesQuery)
  const { problem, atField, isBusy, submit } = useForm(words.failed)
  const invite = async (byMail: boolean) => {
    const wish = { role, projectIds: [...chosen], byMail, ...(email.trim() !== '' && { email }) }
    const { path, isMailed } = await createInvite(wish)
    const link = `${window.location.origin}${path}`
    setMade(byMail ? { link, told: isMailed ? words.sent(email) : words.notSent } : { link })
    setEmail('')
    await client.invalidateQueries({ queryKey: invitesQuery.queryKey })
  }
  const make = submit(() => invite(false))
  const secret = projects.filter(({ isPrivate }) => isPrivate)
  return (
    <SettingsCard title={words.title} about={words.about}>
      <form noValidate onSubmit={make} className="max-w-110 space-y-4">
        <div className="space-y-1.5">
          <RoleSelect label={words.role} roles={rolesBelow(member.role)} value={role} onRole={setRole} />
          <p className="text-xs text-ink-2">{ROLE_WORDS[role].means[language]}</p>
        </div>
        <TextField
          label={words.email}
          type="email"
          value={email}
          onText={setEmail}
          hint={words.emailHint}
          problem={atField['email']}
        />
        {secret.length > 0 && (
          <fieldset className="space-y-1">
            <legend className="text-sm font-medium">{words.projects}</legend>
            {secret.map(({ id, name }) => (
              <label key={id} className="flex min-h-7 items-center gap-2 text-sm touch:min-h-11">
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={({ target }) =>
                    setChosen(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                  }
                />
                {name}
              </label>
            ))}
          </fieldset>
        )}
        <FormProblem problem={problem} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="accent" disabled={isBusy}>
            {words.make}
          </Button>
          {data?.canMail && (
            <Button disabled={isBusy || email.trim() === ''} onClick={() => submit(() => invite(true))()}>
              {words.send}
            </Button>
          )}
        </div>
      </form>
      {made && (
        <div className="mt-4 space-y-2">
          {made.told !== undefined && (
            <p role="status" className="text-sm">
              {made.told}
            </p>
          )}
          <NewLink key={made.link} link={made.link} label={words.link} />
        </div>
      )}
      <OpenInvites />
    </SettingsCard>
  )
}

function OpenInvites() {
  const words = useWords(WORDS)
  const language = useLanguage()
  const client = useQueryClient()
  const { data } = useQuery(invitesQuery)
  const { problem, submit } = useForm(words.failed)
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium' })
  if (!data || data.invites.length === 0) return null
  return (
    <div className="mt-6">
      <h3 className="text-sm font-medium">{words.open}</h3>
      <FormProblem problem={problem} />
      <ul className="mt-1 divide-y">
        {data.invites.map(({ id, role, email = words.anybody, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 py-2 text-sm">
            <span className="min-w-40 flex-1 break-all">{email}</span>
            <span className="text-ink-2">{ROLE_WORDS[role].name[language]}</span>
            <span className="text-ink-2 tabular-nums">{words.until(day.format(expiresAt))}</span>
            <Button
              size="sm"
              variant="danger"
              aria-label={words.revokeWho(email)}
              onClick={submit(async () => {
                await revokeInvite(id)
                await client.invalidateQueries({ queryKey: invitesQuery.queryKey })
              })}
            >
              {words.revoke}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
