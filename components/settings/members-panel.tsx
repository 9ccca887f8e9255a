'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useLanguage, useWords } from '#components/ui/language.tsx'
import { useForm } from '#components/ui/use-form.ts'
import { isAllowed } from '#lib/access/permissions.ts'
import { type MemberPrincipal, ROLES, type Role } from '#lib/access/principal.ts'
import { rolesBelow } from '#lib/access/ranks.ts'
import type { Member } from '#lib/api/accounts.ts'
import type { Project } from '#lib/api/projects.ts'
import { defineWords } from '#lib/language/language.ts'
import { changeRole, membersQuery, removeMember } from '#lib/queries/accounts.ts'
import { InvitesCard } from './invites-card.tsx'
import { RoleSelect } from './role-select.tsx'
import { ROLE_WORDS } from './role-words.ts'
import { FormProblem, SettingsCard } from './settings-card.tsx'

const WORDS = defineWords({
  en: {
    team: 'The team',
    you: 'you',
    roleOf: (name: string) => `Role of ${name}`,
    remove: 'Remove',
    removeWho: (name: string) => `Remove ${name}`,
    ask: {
      title: 'Remove from the team?',
      meaning: (name: string) =>
        `${name} is signed out everywhere at once, and their tokens end. What they made stays, under their name.`,
      keep: 'Keep',
      remove: 'Remove',
    },
    gone: 'Left the team',
    failed: 'The server did not answer, so nothing may have changed. Press again.',
  },
  zh: {
    team: '团队',
    you: '你',
    roleOf: (name) => `${name} 的角色`,
    remove: '移除',
    removeWho: (name) => `移除 ${name}`,
    ask: {
      title: '从团队中移除？',
      meaning: (name) => `${name} 会立即在所有设备上退出，其令牌也会失效。其作品会保留，并仍署其名。`,
      keep: '保留',
      remove: '移除',
    },
    gone: '已离开团队',
    failed: '服务器没有回应，可能没有改动。请再按一次。',
  },
})

/** Who is in the team; for those who may, with what changes it. */
export function MembersPanel({
  member,
  projects,
}: {
  member: MemberPrincipal
  projects: readonly Project[]
}) {
  const { data } = useQuery(membersQuery)
  const words = useWords(WORDS)
  if (!data) return null
  const gone = data.members.filter(({ isGone }) => isGone)
  return (
    <>
      {isAllowed(member, 'invite.change') && <InvitesCard member={member} projects={projects} />}
      <SettingsCard title={words.team}>
        <ul className="divide-y">
          {data.members
            .filter(({ isGone }) => !isGone)
            .map((person) => (
              <MemberLine key={person.id} person={person} member={member} />
            ))}
        </ul>
        {gone.length > 0 && (
          <p className="mt-3 text-sm text-ink-2">
            {words.gone}: {gone.map(({ name }) => name).join(', ')}
          </p>
        )}
      </SettingsCard>
    </>
  )
}

function MemberLine({ person, member }: { person: Member; member: MemberPrincipal }) {
  const words = useWords(WORDS)
  const language = useLanguage()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const { problem, submit } = useForm(words.failed)
  const given = rolesBelow(member.role)
  const mayChange = isAllowed(member, 'member.change') && given.includes(person.role)
  const refresh = () => client.invalidateQueries({ queryKey: membersQuery.queryKey })
  const choose = (role: Role) =>
    submit(async () => {
      await changeRole(person.id, role)
      await refresh()
    })()
  const remove = submit(async () => {
    await removeMember(person.id)
    await refresh()
  })
  return (
    <li className="space-y-2 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-40 flex-1">
          <p className="font-medium">
            {person.name}
            {person.id === member.userId && <span className="font-normal text-ink-2"> ({words.you})</span>}
          </p>
          {person.email !== undefined && <p className="text-sm break-all text-ink-2">{person.email}</p>}
        </div>
        {mayChange ? (
          <RoleSelect
            label={words.roleOf(person.name)}
            isLabelHidden
            roles={ROLES.filter((role) => given.includes(role))}
            value={person.role}
            onRole={choose}
          />
        ) : (
          <span className="text-sm text-ink-2">{ROLE_WORDS[person.role].name[language]}</span>
        )}
        {mayChange && person.id !== member.userId && (
          <Button
            variant="danger"
            size="sm"
            aria-label={words.removeWho(person.name)}
            onClick={() => setAsking(true)}
          >
            {words.remove}
          </Button>
        )}
      </div>
      <FormProblem problem={problem} />
      {isAsking && (
        <ConfirmDialog
          words={{ ...words.ask, meaning: words.ask.meaning(person.name) }}
          onConfirm={() => remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}
